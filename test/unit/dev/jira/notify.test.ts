import { describe, expect, it } from 'vitest';
import { aJiraSite, anIssue } from './a-jira-site';

const NOBODY = ['No recipients were defined for notification.'];

describe('notifying people of an issue', () => {
  it('queues a mail for those who are named, once each and never for the caller', async () => {
    const { ada, admin, jira } = await aJiraSite();
    const key = await anIssue(ada);
    const { accounts } = jira;
    const sent = await ada.post(`issue/${key}/notify`, {
      subject: 'A conflict',
      textBody: 'Please decide.',
      htmlBody: '<p>Please decide.</p>',
      to: {
        users: [{ accountId: accounts.grace }, { accountId: accounts.ada }],
        reporter: true,
        watchers: false,
      },
    });
    expect(sent.status).toBe(204);
    expect((await admin.get('/__double/mails')).body).toEqual({
      mails: [
        {
          issueKey: key,
          to: [accounts.grace],
          subject: 'A conflict',
          text: 'Please decide.',
          html: '<p>Please decide.</p>',
        },
      ],
    });
  });

  it('refuses a mail to nobody, to strangers, about no issue, and where the site sends none', async () => {
    const { ada, admin, jira } = await aJiraSite();
    const key = await anIssue(ada);
    const notify = async (issue: string, to: object) => {
      const { status, body } = await ada.post(`issue/${issue}/notify`, { textBody: 'x', to });
      return [status, (body as { errorMessages?: readonly string[] } | null)?.errorMessages];
    };
    const own = { users: [{ accountId: jira.accounts.ada }] };
    expect(await notify(key, {})).toEqual([400, NOBODY]);
    expect(await notify(key, own)).toEqual([400, NOBODY]);
    expect(await notify(key, { assignee: true })).toEqual([400, ['The issue is unassigned.']]);
    expect(await notify(key, { users: [{ accountId: 'x' }] })).toEqual([
      400,
      ["User 'x' does not exist."],
    ]);
    expect(await notify('WEB-99', { reporter: true })).toEqual([404, [expect.any(String)]]);
    await admin.put('/__double/settings', { outgoingMail: false });
    expect(await notify(key, { users: [{ accountId: jira.accounts.grace }] })).toEqual([
      403,
      ['Outgoing emails are disabled or no SMTP server is configured.'],
    ]);
  });
});
