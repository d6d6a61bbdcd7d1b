import { describe, expect, it } from 'vitest';
import { partRenamed } from '../../../../src/core/attachments/part-renamed';
import type { AttachmentPair } from '../../../../src/core/link';
import type { AttachmentRules } from '../../../../src/core/mapping';
import type { Attachment } from '../../../../src/core/model';
import { anAttachment, anAttachmentPair, aSnapshot } from '../../../support/builders';

const MAX_BYTES = 1000;

const rules: AttachmentRules = {
  direction: 'both',
  maxBytes: MAX_BYTES,
  tooLarge: 'skip',
  renames: true,
  deletions: true,
};

/** Two originals in Jira that knew each other's name, and the one copy that serves both. */
const FIRST = anAttachmentPair({
  origin: 'jira',
  jira: '1',
  remote: '90',
  name: 'a.png',
  is: 'found',
});
const SECOND = { ...FIRST, jira: '2' };

interface Site {
  readonly pairs?: readonly AttachmentPair[];
  readonly rules?: Partial<AttachmentRules>;
  /** Of the originals. */
  readonly jira?: Readonly<Record<string, Partial<Attachment>>>;
  readonly remote?: readonly Partial<Attachment>[];
}

/** Which pairs are left, and what each is. */
function part({ pairs = [FIRST, SECOND], rules: changes = {}, jira = {}, remote }: Site) {
  const originals = pairs.map((pair) =>
    anAttachment('jira', { id: pair.jira, name: 'a.png', sizeBytes: 1, ...jira[pair.jira] }),
  );
  const copies = (remote ?? [{ id: '90', isCopy: true }]).map((one) => anAttachment('remote', one));
  const parted = partRenamed({ ...rules, ...changes }, pairs, {
    jira: aSnapshot('jira', { attachments: originals }),
    remote: aSnapshot('remote', { attachments: copies }),
  });
  return parted.map((pair) => `${pair.jira} ${pair.is}`);
}

const renamed = { name: 'b.png' };

describe('a copy that serves two originals', () => {
  it('stays with both as long as neither is renamed', () => {
    expect(part({})).toEqual(['1 found', '2 found']);
  });

  it('stays with the one that kept its name, whose own copy it is then', () => {
    expect([part({ jira: { 1: renamed } }), part({ jira: { 2: renamed } })]).toEqual([
      ['2 copy'],
      ['1 copy'],
    ]);
  });

  it('is not made a copy twice where one of the two made it', () => {
    const pairs = [FIRST, { ...SECOND, is: 'copy' as const }, { ...SECOND, jira: '3' }];
    expect(part({ pairs, jira: { 3: renamed } })).toEqual(['1 found', '2 copy']);
  });

  it('is one copy of the first where several keep their names', () => {
    const pairs = [FIRST, SECOND, { ...SECOND, jira: '3' }];
    expect(part({ pairs, jira: { 3: renamed } })).toEqual(['1 copy', '2 found']);
  });

  it('follows the first where all are renamed', () => {
    expect(part({ jira: { 1: renamed, 2: renamed } })).toEqual(['1 copy']);
  });

  it('is left to both where names do not cross, or the renamed one is too large', () => {
    const jira = { 1: renamed };
    const large = (sizeBytes: number) => part({ jira: { 1: { ...renamed, sizeBytes } } });
    expect([
      part({ jira, rules: { renames: false } }),
      part({ jira, rules: { direction: 'toJira' } }),
      large(MAX_BYTES),
      large(MAX_BYTES + 1),
    ]).toEqual([
      ['1 found', '2 found'],
      ['1 found', '2 found'],
      ['2 copy'],
      ['1 found', '2 found'],
    ]);
  });
});

describe('a file that was there across before', () => {
  it('is nobody’s copy, whoever is renamed', () => {
    expect(
      part({
        jira: { 1: renamed },
        remote: [
          { id: '90', isCopy: false },
          { id: '91', isCopy: true },
        ],
      }),
    ).toEqual(['1 found', '2 found']);
  });
});

describe('pairs that share no copy', () => {
  it('stay as they are, whoever is renamed', () => {
    const pairs = [FIRST, { ...SECOND, remote: '91' }];
    const remote = [
      { id: '90', isCopy: true },
      { id: '91', isCopy: true },
    ];
    expect(part({ pairs, remote, jira: { 1: renamed } })).toEqual(['1 found', '2 found']);
  });
});
