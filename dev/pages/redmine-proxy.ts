/**
 * The window into Redmine: the embedded one has no pages of its own, so that a newcomer could not
 * edit anything there. It looks with the keys of the demo's people.
 */
import { apiKeyOf, DEMO_SEED } from '../redmine/seed/demo-seed';
import { forward } from './forward';
import type { RedminePerson } from './page-state';

/** The account that the app itself writes with. */
const APP_LOGIN = 'jira-sync';

export const REDMINE_PEOPLE: readonly RedminePerson[] = DEMO_SEED.users
  .filter(({ login }) => login !== APP_LOGIN)
  .map(({ login, firstname, lastname }) => ({ login, name: `${firstname} ${lastname}` }));

/** Calls Redmine as the person of header `x-as`, a login of the demo's. */
export async function callRedmine(request: Request, redmineUrl: string): Promise<Response> {
  const login = request.headers.get('x-as') ?? '';
  if (!REDMINE_PEOPLE.some((person) => person.login === login)) {
    return Response.json(
      { errors: [`nobody in the demo has the login ${login}`] },
      { status: 400 },
    );
  }
  const { pathname, search } = new URL(request.url);
  return forward(request, `${redmineUrl}${pathname.replace('/__pages/redmine', '')}${search}`, {
    'x-redmine-api-key': apiKeyOf(DEMO_SEED, login),
  });
}

/**
 * Whether that Redmine has pages of its own to work in, as a real one does.
 *
 * @throws where it does not answer
 */
export async function hasRedminePages(redmineUrl: string): Promise<boolean> {
  const answer = await fetch(`${redmineUrl}/login`, { headers: { accept: 'text/html' } });
  await answer.body?.cancel();
  return answer.ok;
}
