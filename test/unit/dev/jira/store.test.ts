import { describe, expect, it } from 'vitest';
import { createJiraDouble } from '../../../../dev/jira/double';
import { createMemoryStore } from '../../../../dev/store/memory-store';
import type { KeyedStore } from '../../../../dev/store/store';
import { aClient, adf, aJiraSite, anIssue, at } from './a-jira-site';

describe('the site', () => {
  it('goes on in a new process where the old one stopped', async () => {
    const { ada, options, admin, jira } = await aJiraSite();
    const key = await anIssue(ada, { labels: ['kept'] });
    await ada.post(`issue/${key}/comment`, { body: adf('kept') });
    await ada.put(`issue/${key}`, { fields: { summary: 'Kept' } });
    await ada.upload(`issue/${key}/attachments`, { 'a.txt': 'kept' });
    await admin.post('field', {
      name: 'Kept',
      type: 'com.atlassian.jira.plugin.system.customfieldtypes:float',
    });
    const path = `issue/${key}?expand=changelog`;
    const before = await ada.get(path);
    const restarted = aClient(createJiraDouble(options), {
      kind: 'user',
      accountId: jira.accounts.ada,
    });
    const after = await restarted.get(path);
    const content = await restarted.get('attachment/content/10000?redirect=false');
    expect([after.body, content.body, await anIssue(restarted)]).toEqual([
      before.body,
      'kept',
      'WEB-2',
    ]);
  });

  it('stores all of a request in one batch, events included', async () => {
    const memory = createMemoryStore();
    const batches: string[][] = [];
    const store: KeyedStore = {
      ...memory,
      batch(changes) {
        batches.push(changes.map(({ kind, key }) => `${kind} ${key.replace(/\d+$/, 'N')}`));
        memory.batch(changes);
      },
    };
    const { ada } = await aJiraSite({ store });
    const key = await anIssue(ada);
    batches.length = 0;
    await ada.put(`issue/${key}`, {
      fields: { summary: 'New' },
      properties: [{ key: 'p', value: 1 }],
    });
    expect(batches.map((batch) => batch.toSorted())).toEqual([
      [
        'put jira/history/N',
        'put jira/issue/N',
        'put jira/outbox/N',
        'put jira/sequence/history',
        'put jira/sequence/outbox',
      ],
      ['remove jira/outbox/N'],
    ]);
  });

  it('is as before where the store refuses', async () => {
    const memory = createMemoryStore();
    let isFull = false;
    const store: KeyedStore = {
      ...memory,
      batch(changes) {
        if (isFull) throw new Error('the disk is full');
        memory.batch(changes);
      },
    };
    const { ada, events } = await aJiraSite({ store });
    const key = await anIssue(ada);
    const before = await ada.get(`issue/${key}?expand=changelog`);
    isFull = true;
    await expect(ada.put(`issue/${key}`, { fields: { summary: 'Lost' } })).rejects.toThrow(
      'the disk is full',
    );
    isFull = false;
    expect((await ada.get(`issue/${key}?expand=changelog`)).body).toEqual(before.body);
    expect([await anIssue(ada), events.map((event) => at(event, 'issue', 'key'))]).toEqual([
      'WEB-2',
      ['WEB-1', 'WEB-2'],
    ]);
  });
});
