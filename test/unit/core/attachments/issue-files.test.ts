import { describe, expect, it } from 'vitest';
import {
  findFilesToAskFor,
  keepMediaIds,
  withFiles,
} from '../../../../src/core/attachments/issue-files';
import { digestText } from '../../../../src/core/digest';
import type { RichText } from '../../../../src/core/model';
import {
  adfText,
  aLink,
  aMapping,
  anAttachment,
  anAttachmentPair,
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

  it('have the name they will get where they are not across yet', () => {
    const jira = aSnapshot('jira', {
      attachments: [anAttachment('jira', { id: '1', name: 'a "b".png' })],
      fields: { description: showing('m', 'a "b".png') },
    });
    expect(withFiles(aMapping(), { jira }, [], NONE).files?.findName('m')).toBe('a _b_.png');
  });
});
