import { describe, expect, it } from 'vitest';
import type { Side, Snapshot } from '../../../../src/core/model';
import type { ReadIssue, Store } from '../../../../src/ports';
import { findLostTwin } from '../../../../src/sync/twins/create-twin';
import { aPairAtWork } from '../../../support/a-pair-at-work';
import { aLink } from '../../../support/builders';

interface Given {
  readonly side?: Side;
  readonly marker?: string;
  readonly across?: Partial<Snapshot>;
  readonly read?: ReadIssue;
  readonly store?: Partial<Store>;
}

/** Looks at an issue whose marker says that it was made as the twin of the other one. */
function find({ side = 'jira', across = {}, read, ...given }: Given) {
  const to = side === 'jira' ? 'remote' : 'jira';
  const pair = aPairAtWork({
    [side]: { marker: given.marker ?? (side === 'jira' ? '12.old' : '10100.old') },
    [to]: across,
    answers: () => (read ? { [to]: { readIssue: () => read } } : {}),
    store: { wasUnlinked: async () => false, ...given.store },
  });
  const { mapping, trackers } = pair.run;
  const twin = pair.issues[side];
  const request = { mapping, trackers, side, issueId: twin.issueId, cause: 'eve', asked: true };
  return findLostTwin(pair.ports, request, twin);
}

const stored = { link: aLink(), comments: [], attachments: [], relations: [], time: [] };

describe('an issue that was a twin before a reinstallation', () => {
  it.each<[Side, string, string]>([
    ['jira', 'WEB-1', '#12'],
    ['remote', '#12', 'WEB-1'],
  ])('says whose: in %s', async (side, twin, source) => {
    expect(await find({ side })).toBe(
      `${twin} was once created as the twin of ${source} and their link is lost; rebuild the links of mapping "web"`,
    );
  });

  it.each<[string, Given]>([
    ['it carries no marker of ours', { marker: 'none' }],
    ['it has a link again', { store: { findLinkId: async () => 'main:13' } }],
    [
      'the other issue has one',
      { store: { findLink: async (id) => (id === 'main:12' ? stored : null) } },
    ],
    ['a person unlinked it', { store: { wasUnlinked: async () => true } }],
    ['the other issue is gone', { read: { kind: 'gone' } }],
    ['the other issue was moved to another project', { across: { projectId: '9' } }],
  ])('is one no more where %s', async (_what, given) => {
    expect(await find(given)).toBeNull();
  });
});
