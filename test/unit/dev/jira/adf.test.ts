import { describe, expect, it } from 'vitest';
import type { Json } from '../../../../dev/jira/json';
import { adf, aJiraSite, anIssue, at } from './a-jira-site';

const doc = (...content: Json[]): Json => ({ type: 'doc', version: 1, content });
const text = (value: string, ...marks: string[]): Json => ({
  type: 'text',
  text: value,
  ...(marks.length === 0 ? {} : { marks: marks.map((type) => ({ type })) }),
});
const paragraph = (...content: Json[]): Json => ({ type: 'paragraph', content });
const item = (...content: Json[]): Json => ({ type: 'listItem', content });
const heading: Json = { type: 'heading', attrs: { level: 1 }, content: [text('x')] };

const refused: readonly [string, Json][] = [
  ['an empty text node', doc(paragraph(text('')))],
  ['code that is strong too', doc(paragraph(text('x', 'code', 'strong')))],
  ['a heading in a list item', doc({ type: 'bulletList', content: [item(heading)] })],
  ['a rule in a list item', doc({ type: 'bulletList', content: [item({ type: 'rule' })] })],
  ['a heading in a quote', doc({ type: 'blockquote', content: [heading] })],
  [
    'a quote in a quote',
    doc({ type: 'blockquote', content: [{ type: 'blockquote', content: [paragraph(text('x'))] }] }),
  ],
  ['an empty list', doc({ type: 'bulletList', content: [] })],
  [
    'a colour by name',
    doc(
      paragraph({
        type: 'text',
        text: 'x',
        marks: [{ type: 'textColor', attrs: { color: 'red' } }],
      }),
    ),
  ],
  [
    'an unknown attribute',
    doc({ type: 'heading', attrs: { level: 1, size: 2 }, content: [text('x')] }),
  ],
  ['another version', { type: 'doc', version: 2, content: [] }],
];

describe('rich text', () => {
  it.each(refused)('refuses %s in a description and in a comment', async (_name, document) => {
    const { ada } = await aJiraSite();
    const key = await anIssue(ada);
    const edit = await ada.put(`issue/${key}`, { fields: { description: document } });
    const comment = await ada.post(`issue/${key}/comment`, { body: document });
    const answer = { errorMessages: ['INVALID_INPUT'], errors: {} };
    expect([edit.status, edit.body, comment.status, comment.body]).toEqual([
      400,
      answer,
      400,
      answer,
    ]);
  });

  it('refuses plain text, in words of its own for a comment', async () => {
    const { ada } = await aJiraSite();
    const key = await anIssue(ada);
    const edit = await ada.put(`issue/${key}`, { fields: { description: 'plain' } });
    const comment = await ada.post(`issue/${key}/comment`, { body: 'plain' });
    expect([at(edit.body, 'errors'), at(comment.body, 'errors')]).toEqual([
      {
        description:
          'Operation value must be an Atlassian Document (see the Atlassian Document Format)',
      },
      { comment: 'Comment body is not valid!' },
    ]);
  });

  it('refuses what is longer than 32,767 characters as it is stored', async () => {
    const { ada } = await aJiraSite();
    const key = await anIssue(ada);
    const frame = JSON.stringify(adf('')).length;
    const longest = adf('x'.repeat(32_767 - frame));
    const tooLong = adf('x'.repeat(32_768 - frame));
    const message =
      'The entered text is too long. It exceeds the allowed limit of 32,767 characters.';
    expect([
      (await ada.put(`issue/${key}`, { fields: { description: longest } })).status,
      (await ada.put(`issue/${key}`, { fields: { description: tooLong } })).body,
      (await ada.post(`issue/${key}/comment`, { body: tooLong })).body,
    ]).toEqual([
      204,
      { errorMessages: [], errors: { description: message } },
      { errorMessages: [], errors: { comment: message } },
    ]);
  });

  it('shows pictures that were attached, by their media id and by no other', async () => {
    const { ada } = await aJiraSite();
    const key = await anIssue(ada);
    const { body } = await ada.upload(`issue/${key}/attachments`, { 'cart.png': 'png' });
    const attachmentId = String(at(body, 0, 'id'));
    const { headers } = await ada.get(`attachment/content/${attachmentId}`);
    const mediaId = /\/file\/([0-9a-f-]+)\/binary/.exec(headers.get('location') ?? '')?.[1] ?? '';
    const picture = (id: string) =>
      doc({
        type: 'mediaSingle',
        content: [{ type: 'media', attrs: { type: 'file', id, collection: '' } }],
      });
    const [shown, refusedPicture] = [
      await ada.put(`issue/${key}`, { fields: { description: picture(mediaId) } }),
      await ada.put(`issue/${key}`, { fields: { description: picture(attachmentId) } }),
    ];
    expect([shown.status, refusedPicture.status, at(refusedPicture.body, 'errorMessages')]).toEqual(
      [204, 400, ['ATTACHMENT_VALIDATION_ERROR']],
    );
  });

  it('comes back with ids and merged texts where the site stores it so, and is no change then', async () => {
    const { ada, events } = await aJiraSite({ storesAdf: 'with-local-ids', random: () => 0.5 });
    const key = await anIssue(ada, { description: doc(paragraph(text('He'), text('llo'))) });
    const { body } = await ada.get(`issue/${key}?fields=description`);
    const again = await ada.put(`issue/${key}`, { fields: { description: adf('Hello') } });
    expect([at(body, 'fields', 'description'), again.status, events.length]).toEqual([
      {
        type: 'doc',
        version: 1,
        content: [
          {
            type: 'paragraph',
            attrs: { localId: '80808080-8080-4080-8080-808080808080' },
            content: [{ type: 'text', text: 'Hello' }],
          },
        ],
      },
      204,
      1,
    ]);
  });
});
