import { describe, expect, it } from 'vitest';
import { scanIssue } from '../../../../src/core/backfill/scan-issue';
import type { RichText, Side, Snapshot } from '../../../../src/core/model';
import {
  adf,
  adfText,
  aMapping,
  aRow,
  aSnapshot,
  NOW_MS,
  textile,
} from '../../../support/builders';

const JIRA = 'https://acme.atlassian.net';
const REDMINE = 'https://redmine.acme.com';

function scan(side: Side, snapshot: Partial<Snapshot> = {}, numberInField: string | null = null) {
  return scanIssue(aMapping(), aSnapshot(side, snapshot), numberInField, false);
}

const namesIn = (side: Side, description: RichText) =>
  scan(side, { fields: { description, summary: 'WEB-9 #9' } }).names;

const linkTo = (href: string): RichText => ({
  format: 'adf',
  doc: {
    ...adf(),
    content: [
      {
        type: 'bulletList',
        content: [
          {
            type: 'listItem',
            content: [
              {
                type: 'paragraph',
                content: [
                  { type: 'text', text: 'here', marks: [{ type: 'link', attrs: { href } }] },
                ],
              },
            ],
          },
        ],
      },
    ],
  },
});

it('keeps of an issue what pairing goes by', () => {
  const parent = aRow({ field: 'parent', kind: 'issue' });
  const mapping = aMapping({ fields: [aRow(), parent] });
  const snapshot = aSnapshot('jira', { title: 'as #12', fields: { parent: '10099' } });
  const scanned = {
    id: '10100',
    key: 'WEB-1',
    title: 'as #12',
    createdAtMs: NOW_MS - 86_400_000,
    author: { id: 'ada', name: 'Ada Lovelace' },
    parentId: '10099',
  };
  expect([
    scanIssue(mapping, snapshot, null, false),
    scanIssue(mapping, { ...snapshot, fields: {} }, null, true),
    scanIssue(aMapping(), snapshot, null, true),
  ]).toEqual([
    { ...scanned, isLinked: false, names: [{ ref: '12', where: 'title' }] },
    { ...scanned, parentId: null, isLinked: true, names: [] },
    { ...scanned, parentId: null, isLinked: true, names: [] },
  ]);
});

describe('an issue of Jira names one of Redmine', () => {
  it.each<[string, RichText, readonly object[]]>([
    ['by its number', adfText('see #12, please'), [{ ref: '12', where: 'text' }]],
    ['on a line of its own', adfText('see\n#12'), [{ ref: '12', where: 'text' }]],
    [
      'by its address',
      adfText(`see ${REDMINE}/issues/12?tab=x`),
      [{ ref: '12', where: 'address' }],
    ],
    ['by a link, however deep', linkTo(`${REDMINE}/issues/12`), [{ ref: '12', where: 'address' }]],
    [
      'more than once, as the firmest',
      adfText(`#12 ${REDMINE}/issues/12`),
      [{ ref: '12', where: 'address' }],
    ],
  ])('%s', (_what, text, names) => {
    expect(namesIn('jira', text)).toEqual(names);
  });

  it.each<[string, RichText]>([
    ['a number alone', adfText('12')],
    ['a part of a word', adfText('C#12 a/#12 &#12; x-#12 #12-3 #12a')],
    ['the address of another site', adfText('https://redmine-acme.com/issues/12')],
    ['the app’s own link', adfText(`${REDMINE}/issues/12#sync-abc`)],
    ['the key of another project', adfText('WEB-12')],
    [
      'a colour',
      {
        format: 'adf',
        doc: {
          ...adf(),
          content: [
            {
              type: 'paragraph',
              content: [
                {
                  type: 'text',
                  text: 'red',
                  marks: [{ type: 'textColor', attrs: { color: '#120000' } }],
                },
              ],
            },
          ],
        },
      },
    ],
  ])('but not by %s', (_what, text) => {
    expect(namesIn('jira', text)).toEqual([]);
  });

  it.each([
    ['12', [{ ref: '12', where: 'field' }]],
    ['#12', [{ ref: '12', where: 'field' }]],
    [`${REDMINE}/issues/12`, [{ ref: '12', where: 'field' }]],
    ['none', []],
  ])('by what stands in the field for it: %s', (inField, names) => {
    expect(scan('jira', {}, inField).names).toEqual(names);
  });
});

describe('an issue of Redmine names one of Jira', () => {
  it.each<[string, string, readonly object[]]>([
    ['by its key, in any case', 'see web-3.', [{ ref: 'WEB-3', where: 'text' }]],
    ['by its address', `see ${JIRA}/browse/WEB-3?x`, [{ ref: 'WEB-3', where: 'address' }]],
  ])('%s', (_what, source, names) => {
    expect(namesIn('remote', textile(source))).toEqual(names);
  });

  it.each([
    ['the key of another project', 'APP-3 MYWEB-3 X-WEB-3'],
    ['what goes on', 'WEB-3-4 WEB-3a'],
    ['a number', '#12'],
  ])('but not by %s', (_what, source) => {
    expect(namesIn('remote', textile(source))).toEqual([]);
  });

  it('by a key in the field for it, not by a number', () => {
    expect(scan('remote', {}, 'WEB-3').names).toEqual([{ ref: 'WEB-3', where: 'field' }]);
    expect(scan('remote', {}, '3').names).toEqual([]);
  });
});

it('takes a project key as it is written, whatever signs it has', () => {
  const mapping = aMapping({
    jira: { projectId: '1', projectKey: 'A_B' },
    siteUrl: { jira: JIRA, remote: 'https://redmine.acme.com:8443/r(1)' },
  });
  const namesOf = (side: Side, title: string) =>
    scanIssue(mapping, aSnapshot(side, { title }), null, false).names;
  expect([
    namesOf('jira', 'https://redmine.acme.com:8443/r(1)/issues/7'),
    namesOf('remote', 'A_B-7'),
  ]).toEqual([[{ ref: '7', where: 'address' }], [{ ref: 'A_B-7', where: 'title' }]]);
});

describe('an issue that names several', () => {
  const numbers = (count: number) =>
    adfText(Array.from({ length: count }, (_, at) => `#${at + 1}`).join(' '));
  const firm = { title: 'after #90', marker: '80.nonce' };
  const refs = (count: number) =>
    scan('jira', { ...firm, fields: { description: numbers(count) } }, '#70').names.map(
      ({ ref, where }) => `${where} ${ref}`,
    );

  it('names them all, the firmest first', () => {
    expect(refs(5)).toEqual([
      'marker 80',
      'field 70',
      'title 90',
      ...['1', '2', '3', '4', '5'].map((ref) => `text ${ref}`),
    ]);
  });

  it('names those of its text no more where the text is a list', () => {
    expect(refs(6)).toEqual(['marker 80', 'field 70', 'title 90']);
  });
});
