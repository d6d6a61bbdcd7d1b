import { describe, expect, it } from 'vitest';
import { redirectFromJira, redirectFromRedmine } from '../../../../dev/host-server/redirect-people';

const APP = 'http://127.0.0.1:8420';
const api = async () => new Response('the API');

async function follow(answer: Promise<Response>): Promise<string> {
  const response = await answer;
  return response.headers.get('location') ?? response.text();
}

describe('links in synced texts', () => {
  const jira = redirectFromJira(APP, api);
  const redmine = redirectFromRedmine(APP, api);
  const page = { headers: { Accept: 'text/html' } };

  it('lead from Jira to the local page of the issue', async () => {
    const request = new Request('http://127.0.0.1:8421/browse/WEB-1?focusedCommentId=10001');
    expect(await follow(jira(request))).toBe(`${APP}/issues/WEB-1`);
  });

  it('lead from Redmine to the window into it', async () => {
    const request = new Request('http://127.0.0.1:8422/issues/12', page);
    expect(await follow(redmine(request))).toBe(`${APP}/redmine/issues/12`);
  });

  it('leave both APIs alone', async () => {
    expect(await follow(jira(new Request('http://127.0.0.1:8421/rest/api/3/myself')))).toBe(
      'the API',
    );
    expect(await follow(redmine(new Request('http://127.0.0.1:8422/issues/12.json', page)))).toBe(
      'the API',
    );
    expect(await follow(redmine(new Request('http://127.0.0.1:8422/issues/12')))).toBe('the API');
  });
});
