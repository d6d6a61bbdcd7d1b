import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { AttachmentWrite } from '../../../../src/core/attachments/attachment-write';
import { composeFileLink } from '../../../../src/core/attachments/compose-file-link';
import { shortenSha256 } from '../../../../src/core/digest';
import { type AddedFile, type NewFile, RetryLaterError } from '../../../../src/ports';
import { carryAttachments } from '../../../../src/sync/link/carry-attachments';
import { aMapping, anAttachment, anAttachmentPair, aSnapshot } from '../../../support/builders';
import { type Answers, notingTrackers } from '../../../support/noting-trackers';

const MAPPING = aMapping();
const REFUSED = { kind: 'refused', message: 'no' } as const;

const sha256Of = (text: string) => createHash('sha256').update(text).digest('hex');
const digestOf = (text: string) => shortenSha256(sha256Of(text));
const contentOf = (text: string) => new Response(text).body;

const ORIGINAL = anAttachment('jira', { id: '1' });
const copyOf = (more: Partial<Extract<AttachmentWrite, { kind: 'copy' }>> = {}) =>
  ({
    kind: 'copy',
    origin: 'jira',
    original: ORIGINAL,
    lookAlikes: [],
    replaces: null,
    ...more,
  }) as const;
const lookAlike = (id: string, digest = '') => ({
  attachment: anAttachment('remote', { id }),
  digest,
});

/** Takes files to the end, as a tracker does, and answers each alike. */
const taking =
  (answer: Partial<Extract<AddedFile, { kind: 'added' }>> = {}) =>
  async (_issueId: string, files: readonly NewFile[]) => {
    const added: AddedFile[] = [];
    for (const [at, file] of files.entries()) {
      const content = await file.open();
      if (content) await new Response(content).text();
      added.push({
        kind: 'added',
        attachmentId: `9${at}`,
        sizeBytes: null,
        sha256: null,
        ...answer,
      });
    }
    return added;
  };

async function carry(
  answers: Readonly<Partial<Record<'jira' | 'remote', Answers>>>,
  ...writes: readonly AttachmentWrite[]
) {
  const { trackers, calls } = notingTrackers(answers);
  const before = { jira: aSnapshot('jira'), remote: aSnapshot('remote') };
  const results = await carryAttachments(trackers, MAPPING, writes, before);
  return {
    results,
    calls: calls.map(([side, method, ...given]) => [
      side,
      method,
      ...given.filter((one) => typeof one === 'string'),
    ]),
  };
}

const jira: Answers = { openAttachment: () => contentOf('abc') };

describe('a file that crosses', () => {
  it('is digested as it passes, all files of an issue in one call', async () => {
    const second = copyOf({ original: anAttachment('jira', { id: '2' }) });
    const remote: Answers = { addAttachments: taking({ sizeBytes: 3, sha256: sha256Of('abc') }) };
    expect(await carry({ jira, remote }, copyOf(), second)).toEqual({
      results: [
        { kind: 'copied', write: copyOf(), copyId: '90', digest: digestOf('abc') },
        { kind: 'copied', write: second, copyId: '91', digest: digestOf('abc') },
      ],
      calls: [
        ['remote', 'addAttachments', '12'],
        ['jira', 'openAttachment', '1'],
        ['jira', 'openAttachment', '2'],
      ],
    });
  });

  it('says whose it is', async () => {
    let file: NewFile | undefined;
    const remote: Answers = {
      addAttachments: (_issueId, files) => {
        file = files[0];
        return [REFUSED];
      },
    };
    await carry({ jira, remote }, copyOf());
    expect(file).toMatchObject({
      name: 'a.txt',
      sizeBytes: 3,
      mimeType: 'text/plain',
      original: { url: ORIGINAL.url, by: 'Grace Hopper in Jira' },
    });
  });

  it.each<[AddedFile, object]>([
    [REFUSED, { ...REFUSED, write: copyOf() }],
    [{ kind: 'vanished' }, { kind: 'vanished', write: copyOf() }],
  ])('is told as the tracker answers: %j', async (answer, result) => {
    const remote: Answers = { addAttachments: () => [answer] };
    expect((await carry({ jira, remote }, copyOf())).results).toEqual([result]);
  });

  it.each<[string, Parameters<typeof taking>[0], readonly (readonly string[])[]]>([
    ['in size', { sizeBytes: 2 }, [['remote', 'deleteAttachment', '90']]],
    ['in content', { sha256: sha256Of('abd') }, [['remote', 'deleteAttachment', '90']]],
    ['under a number that is not told', { sizeBytes: 2, attachmentId: null }, []],
  ])(
    'is taken away and sent again where it arrived otherwise %s',
    async (_what, answer, dropped) => {
      const { trackers, calls } = notingTrackers({
        jira,
        remote: { addAttachments: taking(answer), deleteAttachment: () => 'done' },
      });
      const before = { jira: aSnapshot('jira'), remote: aSnapshot('remote') };
      const error = await carryAttachments(trackers, MAPPING, [copyOf()], before).catch((e) => e);
      expect(error).toBeInstanceOf(RetryLaterError);
      expect(error).toMatchObject({
        message: '[remote] the copy of attachment 1 did not arrive as it was sent',
        outcome: 'not-done',
      });
      expect(calls.filter(([, method]) => method === 'deleteAttachment')).toEqual(dropped);
    },
  );
});

describe('a file that may be there already', () => {
  const remote: Answers = {
    openAttachment: (id) => (id === '7' ? contentOf('abc') : id === '6' ? null : contentOf('x')),
    addAttachments: taking(),
  };

  it('is found by its content, which is read only where its digest is not known', async () => {
    const write = copyOf({
      lookAlikes: [lookAlike('5', digestOf('other')), lookAlike('6'), lookAlike('7')],
    });
    expect(await carry({ jira, remote }, write)).toEqual({
      results: [
        {
          kind: 'found',
          write,
          found: anAttachment('remote', { id: '7' }),
          digest: digestOf('abc'),
        },
      ],
      calls: [
        ['jira', 'openAttachment', '1'],
        ['remote', 'openAttachment', '6'],
        ['remote', 'openAttachment', '7'],
      ],
    });
  });

  it('is found by its digest', async () => {
    const write = copyOf({ lookAlikes: [lookAlike('5', digestOf('abc'))] });
    const { results, calls } = await carry({ jira, remote }, write);
    expect([results.map(({ kind }) => kind), calls]).toEqual([
      ['found'],
      [['jira', 'openAttachment', '1']],
    ]);
  });

  it('is sent where none is the same, and not where it has gone itself', async () => {
    const write = copyOf({ lookAlikes: [lookAlike('8')] });
    expect((await carry({ jira, remote }, write)).results.map(({ kind }) => kind)).toEqual([
      'copied',
    ]);
    const gone = { openAttachment: () => null };
    expect((await carry({ jira: gone, remote }, write)).results).toEqual([
      { kind: 'vanished', write },
    ]);
  });
});

describe('a file whose original goes while it is sent', () => {
  it('has nothing to be read', async () => {
    let content: unknown;
    const remote: Answers = {
      addAttachments: async (_issueId, files) => {
        content = await files[0]?.open();
        return [{ kind: 'vanished' }];
      },
    };
    const { results } = await carry({ jira: { openAttachment: () => null }, remote }, copyOf());
    expect([content, results]).toEqual([null, [{ kind: 'vanished', write: copyOf() }]]);
  });
});

describe('a file under a new name', () => {
  it.each([
    ['done', true],
    [REFUSED, false],
  ] as const)('drops the copy under the former one: %j', async (dropped, isGone) => {
    const write = copyOf({ replaces: '4' });
    const remote: Answers = { addAttachments: taking(), deleteAttachment: () => dropped };
    const { results, calls } = await carry({ jira, remote }, write);
    expect([results.at(-1), calls.at(-1)]).toEqual([
      { kind: 'replaced', write, isGone },
      ['remote', 'deleteAttachment', '4'],
    ]);
  });

  it('drops it as well where the content stands there under the new name', async () => {
    const write = copyOf({ lookAlikes: [lookAlike('7', digestOf('abc'))], replaces: '4' });
    const { results, calls } = await carry(
      { jira, remote: { deleteAttachment: () => 'done' } },
      write,
    );
    expect([results.map(({ kind }) => kind), calls.at(-1)]).toEqual([
      ['found', 'replaced'],
      ['remote', 'deleteAttachment', '4'],
    ]);
  });

  it('keeps the former copy where the new one was not taken', async () => {
    const remote: Answers = { addAttachments: () => [REFUSED] };
    const { results } = await carry({ jira, remote }, copyOf({ replaces: '4' }));
    expect(results.map(({ kind }) => kind)).toEqual(['refused']);
  });
});

describe('what stands for a file', () => {
  it('is a comment that links to it, where it is too large', async () => {
    const write = { kind: 'link', origin: 'remote', original: ORIGINAL } as const;
    const { trackers, calls } = notingTrackers({
      jira: { addComment: () => ({ commentId: '1' }) },
    });
    const before = { jira: aSnapshot('jira'), remote: aSnapshot('remote') };
    expect(await carryAttachments(trackers, MAPPING, [write], before)).toEqual([
      { kind: 'linked', write },
    ]);
    expect(calls).toEqual([
      ['jira', 'addComment', '10100', composeFileLink(MAPPING, 'remote', ORIGINAL)],
    ]);
  });

  const takeBack = (pair: Parameters<typeof anAttachmentPair>[0]) =>
    ({ kind: 'take-back', pair: anAttachmentPair(pair) }) as const;

  it.each<[string, AttachmentWrite, Answers, string, readonly (readonly string[])[]]>([
    ['that never was', takeBack({ remote: '' }), {}, 'taken-back', []],
    [
      'that is a comment',
      takeBack({ is: 'link', remote: '70' }),
      { deleteComment: () => undefined },
      'taken-back',
      [['remote', 'deleteComment', '12', '70']],
    ],
    [
      'that is a copy',
      takeBack({ remote: '8' }),
      { deleteAttachment: () => 'done' },
      'taken-back',
      [['remote', 'deleteAttachment', '8']],
    ],
    [
      'that its tracker keeps',
      takeBack({ remote: '8' }),
      { deleteAttachment: () => REFUSED },
      'refused',
      [['remote', 'deleteAttachment', '8']],
    ],
  ])('is taken back: one %s', async (_what, write, remote, kind, calls) => {
    const carried = await carry({ remote }, write);
    expect([carried.results.map((result) => result.kind), carried.calls]).toEqual([[kind], calls]);
  });
});
