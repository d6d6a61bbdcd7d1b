import { describe, expect, it } from 'vitest';
import {
  findFilesToAskFor,
  keepMediaIds,
  type MediaQuestion,
  showsFiles,
  withFiles,
} from '../../../../src/core/attachments/issue-files';
import { digestText } from '../../../../src/core/digest';
import type { RichText } from '../../../../src/core/model';
import {
  aComment,
  adfText,
  aLink,
  aMapping,
  anAttachment,
  anAttachmentPair,
  aPair,
  aSnapshot,
  textile,
} from '../../../support/builders';

/** A document that shows one file. */
function showing(mediaId: string, alt?: string): RichText {
  const attrs = { type: 'file', id: mediaId, collection: '', ...(alt ? { alt } : {}) };
  const media = { type: 'mediaSingle', content: [{ type: 'media', attrs }] };
  return { format: 'adf', doc: { type: 'doc', version: 1, content: [media] } } as RichText;
}

const digestOf = (text: RichText) => digestText(text) ?? '';

const NONE = new Map<string, string>();

function sides(jiraText: RichText, remoteText: RichText) {
  return {
    jira: aSnapshot('jira', {
      attachments: [anAttachment('jira', { id: '1', name: 'Shot 1.png' })],
      fields: { description: jiraText },
    }),
    remote: aSnapshot('remote', {
      attachments: [anAttachment('remote', { id: '2', name: 'Shot_1.png' })],
      fields: { description: remoteText },
    }),
  };
}

function ask(jiraText: RichText, remoteText: RichText, { agreed = false, media = '' } = {}) {
  const snapshots = sides(jiraText, remoteText);
  const bases = agreed
    ? { jira: { description: digestOf(jiraText) }, remote: { description: digestOf(remoteText) } }
    : {};
  return findFilesToAskFor({
    mapping: aMapping(),
    link: aLink(bases),
    comments: [],
    attachments: [anAttachmentPair(media ? { media } : {})],
    snapshots,
    asked: NONE,
  });
}

describe('media ids', () => {
  it('are asked for where a text that is to cross shows a file nobody knows', () => {
    expect(ask(showing('m'), textile('words'))).toEqual(['1']);
  });

  it('are asked for where a remote text names a file that Jira has', () => {
    expect(ask(adfText('words'), textile('!shot_1.PNG!'))).toEqual(['1']);
  });

  it('are not asked for where no text changed, none shows a file, or all are known', () => {
    expect([
      ask(showing('m'), textile('!Shot_1.png!'), { agreed: true }),
      ask(adfText('words'), textile('words')),
      ask(showing('m'), textile('!Shot_1.png!'), { media: 'm' }),
      ask(showing('m', 'Shot 1.png'), textile('words')),
    ]).toEqual([[], [], [], []]);
  });

  it('are kept with their pair, once they were told', () => {
    const pairs = [anAttachmentPair(), anAttachmentPair({ jira: '7' })];
    expect(keepMediaIds(pairs, new Map([['1', 'm']]))).toEqual([
      anAttachmentPair({ media: 'm' }),
      anAttachmentPair({ jira: '7' }),
    ]);
    expect(keepMediaIds(pairs, new Map([['1', '']]))).toBe(pairs);
  });
});

describe('the files of an issue', () => {
  it('are known to Jira by media id and across by the name they have there', () => {
    const snapshots = sides(adfText('x'), textile('x'));
    const pairs = [anAttachmentPair({ media: 'm' })];
    const { files } = withFiles(aMapping(), snapshots, pairs, NONE);
    expect([
      files?.findName('m'),
      files?.findMediaId('SHOT_1.png'),
      files?.findName('other'),
      files?.findMediaId('other.png'),
    ]).toEqual(['Shot_1.png', 'm', undefined, undefined]);
  });

  it('have the name of what is the same file across, whatever else is there', () => {
    const { jira, remote } = sides(adfText('x'), textile('x'));
    const other = anAttachment('remote', { id: '9', name: 'other.png' });
    const snapshots = { jira, remote: { ...remote, attachments: [other, ...remote.attachments] } };
    const pairs = [anAttachmentPair({ jira: '7', remote: '9' }), anAttachmentPair({ is: 'found' })];
    const { files } = withFiles(aMapping(), snapshots, pairs, new Map([['1', 'm']]));
    expect(files?.findName('m')).toBe('Shot_1.png');
  });

  it('have the name they will get where they are not across yet', () => {
    const jira = aSnapshot('jira', {
      attachments: [anAttachment('jira', { id: '1', name: 'a "b".png' })],
      fields: { description: showing('m', 'a "b".png') },
    });
    expect(withFiles(aMapping(), { jira }, [], NONE).files?.findName('m')).toBe('a _b_.png');
  });
});

describe('media ids for comments', () => {
  const BODY = showing('m');
  const question = (question: Partial<MediaQuestion>, comment = {}): MediaQuestion => ({
    mapping: aMapping({ fields: [] }),
    comments: [],
    attachments: [],
    asked: NONE,
    snapshots: {
      jira: aSnapshot('jira', {
        attachments: [anAttachment('jira', { id: '1' })],
        comments: [aComment('jira', { id: '5', body: BODY, ...comment })],
      }),
    },
    ...question,
  });

  it.each<[string, MediaQuestion, boolean]>([
    ['is new', question({}), true],
    ['was edited', question({ comments: [aPair({ jira: '5', digest: 'before' })] }), true],
    ['crossed', question({ comments: [aPair({ jira: '5', digest: digestOf(BODY) })] }), false],
    [
      'was taken back',
      question({
        comments: [aPair({ jira: '5', digest: 'before', withdrawn: 'copy-gone' })],
      }),
      false,
    ],
    [
      'is one that only its number is paired of',
      question({
        comments: [aPair({ origin: 'remote', jira: '5', digest: digestOf(BODY) })],
      }),
      true,
    ],
    ['is private', question({}, { restricted: true }), false],
    ['is a copy', question({}, { copyOf: '9' }), false],
    ['shows what was asked for', question({ asked: new Map([['1', 'm']]) }), false],
  ])('are asked for where the comment %s: %j', (_what, asked, isAsked) => {
    expect(findFilesToAskFor(asked)).toEqual(isAsked ? ['1'] : []);
  });

  it('are asked for where a remote comment names a file by its address', () => {
    const remote = aSnapshot('remote', {
      attachments: [anAttachment('remote', { id: '2', name: 'my shot.png' })],
      comments: [aComment('remote', { body: textile('!my%20shot.png!') })],
    });
    const jira = aSnapshot('jira', {
      attachments: [anAttachment('jira', { id: '1', name: 'other' })],
    });
    const attachments = [anAttachmentPair()];
    expect(findFilesToAskFor(question({ attachments, snapshots: { jira, remote } }))).toEqual([
      '1',
    ]);
    expect(findFilesToAskFor(question({ snapshots: { jira, remote } }))).toEqual([]);
    const ended = [anAttachmentPair({ is: 'ended' })];
    expect(
      findFilesToAskFor(question({ attachments: ended, snapshots: { jira, remote } })),
    ).toEqual([]);
    expect(findFilesToAskFor(question({ snapshots: { remote } }))).toEqual([]);
  });
});

describe('a text shows a file', () => {
  const inIssue = aSnapshot('remote', {
    attachments: [anAttachment('remote', { name: 'My shot.png' })],
  });

  it.each<[string, RichText, boolean]>([
    ['by its media id', showing('m'), true],
    [
      'in a line',
      {
        format: 'adf',
        doc: {
          type: 'doc',
          version: 1,
          content: [{ type: 'paragraph', content: [{ type: 'mediaInline', attrs: { id: 'm' } }] }],
        },
      },
      true,
    ],
    ['by its name', textile('see !my shot.PNG!'), true],
    ['by its address', textile('see my%20shot.png'), true],
    ['never', adfText('words'), false],
    [
      'nor where it names a person',
      {
        format: 'adf',
        doc: {
          type: 'doc',
          version: 1,
          content: [{ type: 'paragraph', content: [{ type: 'mention', attrs: { id: 'm' } }] }],
        },
      },
      false,
    ],
    ['nor where it names another', textile('see other.png'), false],
  ])('%s: %j', (_how, text, shows) => {
    expect(showsFiles(text, inIssue)).toBe(shows);
  });

  it('learns the media id of what a document calls by its name, where one alone has it', () => {
    const jira = (...names: readonly string[]) =>
      aSnapshot('jira', {
        attachments: names.map((name, index) => anAttachment('jira', { id: `${index}`, name })),
        comments: [aComment('jira', { body: showing('m', 'a.png') })],
        fields: { summary: 'a title', duedate: null },
      });
    const named = (...names: readonly string[]) =>
      withFiles(aMapping(), { jira: jira(...names) }, [], NONE).files?.findMediaId('a.png');
    expect([named('a.png', 'b.png'), named('a.png', 'a.png'), named('b.png')]).toEqual([
      'm',
      undefined,
      undefined,
    ]);
  });

  it('of several of one name means the last, as Redmine does', () => {
    const jira = aSnapshot('jira', {
      attachments: ['1', '2'].map((id) => anAttachment('jira', { id, name: 'a.png' })),
    });
    const asked = new Map([
      ['1', 'm1'],
      ['2', 'm2'],
    ]);
    const { files } = withFiles(aMapping(), { jira }, [], asked);
    expect([files?.findMediaId('A.PNG'), files?.findName('m1')]).toEqual(['m2', 'a.png']);
    expect(withFiles(aMapping(), {}, [], asked).files?.findName('m1')).toBeUndefined();
  });
});
