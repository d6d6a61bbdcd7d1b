/**
 * Renders Textile with a running Redmine, as an issue's page does: its preview goes through the
 * same code. Plain HTTP in a session of a user, so that any Redmine will do.
 */

export interface RedmineRenderer {
  /** The HTML of each text, in order. */
  readonly render: (texts: readonly string[]) => Promise<readonly string[]>;
}

export interface RedmineLogin {
  /** Such as `http://127.0.0.1:3000`. */
  readonly url: string;
  readonly user: string;
  readonly password: string;
}

interface Session {
  readonly cookie: string;
  readonly token: string;
}

/** @throws Error when the login is refused or a preview fails. */
export async function openRedmine(login: RedmineLogin): Promise<RedmineRenderer> {
  const session = await logIn(login);
  return {
    async render(texts) {
      const rendered: string[] = [];
      for (const text of texts) rendered.push(await preview(text, login, session));
      return rendered;
    },
  };
}

async function logIn({ url, user, password }: RedmineLogin): Promise<Session> {
  const page = await fetch(`${url}/login`);
  const form = new URLSearchParams({
    authenticity_token: tokenIn(await page.text(), `${url}/login`),
    username: user,
    password,
  });
  const answer = await fetch(`${url}/login`, {
    method: 'POST',
    headers: { cookie: cookieOf(page) },
    body: form,
    redirect: 'manual',
  });
  if (answer.status !== 302) {
    throw new Error(`[redmine] POST ${url}/login: ${answer.status}, login as ${user} refused`);
  }
  const cookie = cookieOf(answer);
  const home = await fetch(`${url}/my/page`, { headers: { cookie } });
  return { cookie: cookieOf(home) || cookie, token: tokenIn(await home.text(), `${url}/my/page`) };
}

function cookieOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0])
    .join('; ');
}

function tokenIn(html: string, where: string): string {
  const token = /name="csrf-token" content="([^"]+)"/.exec(html)?.[1];
  if (token === undefined) throw new Error(`[redmine] GET ${where}: no csrf-token in the page`);
  return token;
}

async function preview(text: string, { url }: RedmineLogin, session: Session): Promise<string> {
  // Its one thread would wait for more on a connection that is kept, a fifth of a second each time.
  const headers = { cookie: session.cookie, 'x-csrf-token': session.token, connection: 'close' };
  const answer = await fetch(`${url}/preview/text`, {
    method: 'POST',
    headers,
    body: new URLSearchParams({ text: text.replace(/\r?\n/g, '\r\n') }),
  });
  if (answer.status !== 200)
    throw new Error(`[redmine] POST ${url}/preview/text: ${answer.status}`);
  return (await answer.text()).trim();
}
