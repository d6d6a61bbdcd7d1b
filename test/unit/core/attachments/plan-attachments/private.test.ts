import { describe, expect, it } from 'vitest';
import { attachmentIntentsOf } from '../../../../../src/core/attachments/attachment-intents';
import type { AttachmentWrite } from '../../../../../src/core/attachments/attachment-write';
import type { AttachmentIntent } from '../../../../../src/core/link';
import { anAttachment, anAttachmentPair, aSnapshot } from '../../../../support/builders';
import { aCopy, plan } from './plan';

describe('attachments', () => {
  describe('that turned private, and whose copy is gone', () => {
    const tookBack = { origin: 'jira', attachmentId: '1', atMs: 0, takesBack: '2' } as const;

    it('are announced as taken back where they may return, until another copy is saved', () => {
      const announce = (
        writes: readonly AttachmentWrite[],
        standing: readonly AttachmentIntent[] = [],
      ) => {
        const attachments = [anAttachment('jira', { id: '1', restricted: true })];
        const snapshots = {
          jira: aSnapshot('jira', { attachments }),
          remote: aSnapshot('remote'),
        };
        return attachmentIntentsOf(writes, standing, snapshots, 5);
      };
      const takeBack = (pair: Parameters<typeof anAttachmentPair>[0]) =>
        ({ kind: 'take-back', pair: anAttachmentPair(pair) }) as const;
      const copy = aCopy('jira', { id: '1' }) as AttachmentWrite;
      const sent = { origin: 'jira', attachmentId: '1', atMs: 5, name: 'a.txt', sizeBytes: 3 };
      expect([
        announce([takeBack({}), takeBack({ jira: '9' }), takeBack({ is: 'link' })]),
        announce([copy]),
        announce([copy], [{ ...tookBack, origin: 'remote' }, tookBack]),
      ]).toEqual([[{ ...tookBack, atMs: 5 }], [sent], [{ ...sent, takesBack: '2' }]]);
    });

    it('get another one once they are public again: nobody deleted the one before', () => {
      const { pairs, writes } = plan({ jira: [{ id: '1' }], pairs: [{}], intents: [tookBack] });
      expect([pairs, writes.map(({ kind }) => kind)]).toEqual([[], ['copy']]);
    });

    it('get none where a person deleted another copy', () => {
      const pairs = [{ remote: '4' }];
      const { writes } = plan({ jira: [{ id: '1' }], pairs, intents: [tookBack] });
      expect(writes).toEqual([]);
    });
  });

  it('whose way was narrowed keep their copies, but for those of what turned private', () => {
    const pairs = [anAttachmentPair()];
    const remote = [{ id: '2', isCopy: true, copyOf: '1' }];
    const rules = { direction: 'toJira' } as const;
    const restricted = plan({ jira: [{ id: '1', restricted: true }], remote, pairs, rules });
    expect(restricted.writes).toEqual([{ kind: 'take-back', pair: anAttachmentPair() }]);
    expect(plan({ jira: [], remote, pairs, rules }).writes).toEqual([]);
  });

  it('of a restricted issue or a restricted comment stay', () => {
    expect(plan({ remote: [{ id: '2' }], remoteRestricted: true }).writes).toEqual([]);
    expect(plan({ remote: [{ id: '2', restricted: true }] }).writes).toEqual([]);
  });

  it('that turn private are taken back, whatever is said of deletions', () => {
    const pair = anAttachmentPair();
    const { writes } = plan({
      jira: [{ id: '1', restricted: true }],
      remote: [{ id: '2', isCopy: true }],
      pairs: [pair],
      rules: { deletions: false },
    });
    expect(writes).toEqual([{ kind: 'take-back', pair }]);
  });

  it('get a new copy where a run took it back and was cut off, once they are public again', () => {
    const { pairs } = plan({ jira: [{ id: '1', restricted: true }], pairs: [{}] });
    expect(pairs).toEqual([]);
    expect(plan({ jira: [{ id: '1' }] }).writes).toMatchObject([{ kind: 'copy' }]);
  });
});
