/** Whose address Redmine shows and Jira knows is one person; others are only suggested. */
import { beforeAll, describe, expect, it } from 'vitest';
import { ADMIN_API_KEY } from '../../dev/redmine/seed/demo-seed';
import { APP_KEY, openInProcessWorld } from '../support/in-process/open-in-process-world';

describe('people without a row', () => {
  const world = openInProcessWorld();
  const assigneeOf = async (apiKey: string, matchPeople?: 'email') => {
    await world.configure({ apiKey, ...(matchPeople ? { matchPeople } : {}) });
    const { body } = await world.asJira('ada', 'POST', '/issue', {
      fields: {
        project: { key: 'WEB' },
        issuetype: { name: 'Bug' },
        summary: 'For Linus',
        assignee: { accountId: world.jira.accounts.linus },
      },
    });
    await world.settle();
    const { body: found } = await world.asRedmine(
      'ada',
      'GET',
      '/issues.json?sort=id:desc&limit=1',
    );
    expect(body.key).toBeTruthy();
    return found.issues[0].assigned_to?.name ?? null;
  };

  beforeAll(() => world.configure());

  it('are one by their address where Redmine shows it and Jira knows it, and only where that is chosen', async () => {
    expect(await assigneeOf(ADMIN_API_KEY)).toBeNull();
    expect(await assigneeOf(ADMIN_API_KEY, 'email')).toBe('Linus Torvalds');
  });

  it('are left as they are where the key may not see addresses', async () => {
    expect(await assigneeOf(APP_KEY, 'email')).toBeNull();
  });
});
