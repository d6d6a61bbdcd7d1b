import { describe, expect, it } from 'vitest';
import { keepCommentsPrivate, keepFilesPrivate, keepTimePrivate } from '../../../src/core/halt';
import { planLink } from '../../../src/core/plan';
import {
  aComment,
  aLink,
  aMapping,
  anAttachment,
  anAttachmentPair,
  aPair,
  aRow,
  aSnapshot,
  NOW_MS,
} from '../../support/builders';

const snapshots = {
  jira: aSnapshot('jira', {
    fields: { summary: 'J' },
    comments: [aComment('jira', { id: '1', restricted: true }), aComment('jira', { id: '2' })],
    attachments: [anAttachment('jira', { id: '5', restricted: true })],
  }),
  remote: aSnapshot('remote', { fields: { summary: 'R' } }),
};

describe('a link that waits', () => {
  it('takes back a comment that turned private, and carries no other', () => {
    const pair = aPair({ origin: 'jira', jira: '1', remote: '7' });
    const plan = planLink({
      mapping: aMapping({ fields: [aRow({ onConflict: 'halt' })] }),
      link: aLink({ jira: { summary: 'base' }, remote: { summary: 'base' } }),
      comments: [pair],
      attachments: [],
      snapshots,
      texts: {},
      authorship: { jira: () => 'not-ours', remote: () => 'not-ours' },
      nowMs: NOW_MS,
    });
    expect([plan.isHalted, plan.fieldWrites, plan.commentWrites]).toEqual([
      true,
      [],
      [
        {
          kind: 'take-back',
          origin: 'jira',
          originalId: '1',
          copyId: '7',
          why: 'original-restricted',
        },
      ],
    ]);
  });

  it('takes back a file that turned private, and none that was deleted', () => {
    const restricted = anAttachmentPair({ origin: 'jira', jira: '5', remote: '8' });
    const deleted = anAttachmentPair({ origin: 'jira', jira: '6', remote: '9' });
    const writes = [restricted, deleted].map((pair) => ({ kind: 'take-back', pair }) as const);
    expect(keepFilesPrivate(writes, snapshots)).toEqual([{ kind: 'take-back', pair: restricted }]);
  });

  it('takes back no comment that was deleted', () => {
    const write = { kind: 'take-back', origin: 'jira', originalId: '1', copyId: '7' } as const;
    const writes = (['original-restricted', 'original-deleted'] as const).map((why) => ({
      ...write,
      why,
    }));
    expect(keepCommentsPrivate(writes)).toEqual([{ ...write, why: 'original-restricted' }]);
  });

  it('copies no file', () => {
    const pair = anAttachmentPair({ origin: 'jira', jira: '5', remote: '8' });
    const original = anAttachment('jira', { id: '5' });
    const writes = [{ kind: 'create', origin: 'jira', original } as const];
    expect(keepFilesPrivate(writes as never, snapshots)).toEqual([]);
    const several = {
      ...snapshots,
      jira: aSnapshot('jira', { attachments: [anAttachment('jira', { id: '4' }), original] }),
    };
    expect(keepFilesPrivate([{ kind: 'take-back', pair }], several)).toHaveLength(1);
  });

  it('takes back spent time that turned private, and none that was deleted, and logs none', () => {
    const pairOf = (jira: string) =>
      ({ origin: 'jira', jira, remote: '9', digest: '', is: 'copy' }) as const;
    const takeBack = (jira: string) => ({ kind: 'take-back', pair: pairOf(jira) }) as const;
    const shown = {
      ...snapshots,
      jira: aSnapshot('jira', { timeEntries: [{ id: '4' }, { id: '5' }] as never }),
    };
    const writes = [takeBack('5'), takeBack('6'), { kind: 'create', pair: pairOf('5') } as never];
    expect([keepTimePrivate(writes, shown), keepTimePrivate(writes, snapshots)]).toEqual([
      [takeBack('5')],
      [],
    ]);
  });
});
