import { describe, expect, it } from 'vitest';
import type {
  ConfiguredField,
  ConfiguredMapping,
} from '../../../../src/core/configuration/configuration';
import {
  readTables,
  writeFieldTable,
  writeValueTable,
} from '../../../../src/core/configuration/tables';
import { parseConfiguration } from '../../../../src/shared/configuration';
import { aConfiguration } from '../../../support/local-host/a-configuration';

const MANY_FIELDS = [
  { jira: '=SUM(A1)', redmine: 'say "no", please', direction: 'toJira', unmapped: 'create' },
  { jira: 'Severity', redmine: 'Severity', unmapped: 'fail', onConflict: 'newest' },
  {
    jira: 'Owner',
    redmine: 'Owner',
    unmapped: 'default',
    default: { jira: 'Ada', redmine: 'ada' },
  },
  { jira: 'Mode', redmine: 'Mode', unmapped: 'default', default: { redmine: 'a | b' } },
  { redmine: 'Where', template: '{Browser} on {Environment}', direction: 'toRedmine' },
  {
    jira: 'Kind',
    redmine: 'cf_7',
    redmineType: 'option',
    unmapped: 'keep',
    values: [
      { jira: 'A', redmine: 'two\nlines', direction: 'toJira' },
      { jira: 'B', redmine: '; semicolon', preferred: true },
    ],
  },
];

function aMappingOf(moreFields: readonly object[]): ConfiguredMapping {
  const parsed = parseConfiguration(
    aConfiguration({ redmineUrl: 'https://a', apiKey: 'k', moreFields }),
  );
  const [mapping] = parsed.kind === 'configuration' ? parsed.configuration.mappings : [];
  if (!mapping) throw new Error(JSON.stringify(parsed));
  return mapping;
}

describe('the tables of fields and values', () => {
  const mapping = aMappingOf(MANY_FIELDS);

  it('come back as the rows that they were written from', () => {
    const files = { fields: writeFieldTable(mapping), values: writeValueTable(mapping) };
    expect(readTables({ ...mapping, fields: [], statuses: [] }, files)).toEqual({
      kind: 'mapping',
      mapping,
    });
  });

  it('keep the values of fields that a file of fields alone names', () => {
    const read = readTables(mapping, { fields: writeFieldTable(mapping) });
    expect(read).toEqual({ kind: 'mapping', mapping });
  });

  it('have the columns that are asked for, and nothing that a spreadsheet takes for a formula', () => {
    const [head, ...lines] = writeFieldTable(mapping).split('\r\n');
    expect(head).toBe('jiraField,redmineField,direction,conversion,default,required,onConflict');
    expect(lines.find((line) => line.includes('SUM'))).toBe(
      `"'=SUM(A1)","say ""no"", please","toJira","create","","",""`,
    );
  });

  it('are read with semicolons, a byte order mark and columns in any order, too', () => {
    const fields =
      '﻿redmineField;jiraField;onConflict;direction;conversion;required;default\nsubject;summary;jira;;;;\n';
    expect(readTables(mapping, { fields })).toEqual({
      kind: 'mapping',
      mapping: {
        ...mapping,
        fields: [{ jira: 'summary', redmine: 'subject', onConflict: 'jira' }],
      },
    });
  });

  const FIELD_HEAD = 'jiraField,redmineField,direction,conversion,default,required,onConflict';
  const VALUE_HEAD = 'jiraField,redmineField,jiraValue,redmineValue,direction,preferred';

  function readField(line: string) {
    const read = readTables({ ...mapping, fields: [] }, { fields: `${FIELD_HEAD}\n${line}` });
    return read.kind === 'mapping' ? read.mapping.fields[0] : read.mistakes;
  }

  it.each<readonly [string, ConfiguredField]>([
    [
      'A,B,toJira,,a word,,',
      {
        jira: 'A',
        redmine: 'B',
        direction: 'toJira',
        unmapped: 'default',
        default: { jira: 'a word' },
      },
    ],
    [
      'A,B,toRedmine,,a word,no,',
      {
        jira: 'A',
        redmine: 'B',
        direction: 'toRedmine',
        unmapped: 'default',
        default: { redmine: 'a word' },
      },
    ],
    [
      'A,B,both,,redmine: a word,,',
      {
        jira: 'A',
        redmine: 'B',
        direction: 'both',
        unmapped: 'default',
        default: { redmine: 'a word' },
      },
    ],
    // One that has to have a counterpart needs no default, but may name one.
    [
      'A,B,,,jira: a word,yes,',
      {
        jira: 'A',
        redmine: 'B',
        unmapped: 'fail',
        default: { jira: 'a word' },
      },
    ],
    ['A,B,,as: option,,,', { jira: 'A', redmine: 'B', redmineType: 'option' }],
    [
      'A,B,,"as: option, clear",,,',
      {
        jira: 'A',
        redmine: 'B',
        redmineType: 'option',
        unmapped: 'clear',
      },
    ],
    [
      ',B,toRedmine,"template: {A}, {C}",,,',
      {
        redmine: 'B',
        direction: 'toRedmine',
        template: '{A}, {C}',
      },
    ],
    ['A,,toJira,template: {B},,,', { jira: 'A', direction: 'toJira', template: '{B}' }],
    [' A , B ', { jira: 'A', redmine: 'B' }],
  ])('read %s', (line, field) => {
    expect(readField(line)).toEqual(field);
  });

  it.each<readonly [string, ConfiguredField]>([
    [
      '"","B","toRedmine","template: {A}","","",""',
      {
        redmine: 'B',
        direction: 'toRedmine',
        template: '{A}',
      },
    ],
    [
      '"A","","toJira","template: {B}","","",""',
      {
        jira: 'A',
        direction: 'toJira',
        template: '{B}',
      },
    ],
    [
      '"A","B","","as: option","","yes","halt"',
      {
        jira: 'A',
        redmine: 'B',
        redmineType: 'option',
        unmapped: 'fail',
        onConflict: 'halt',
      },
    ],
    [
      '"A","B","","","jira: a | redmine: b","",""',
      {
        jira: 'A',
        redmine: 'B',
        unmapped: 'default',
        default: { jira: 'a', redmine: 'b' },
      },
    ],
  ])('write %s', (line, field) => {
    expect(writeFieldTable({ fields: [field] }).split('\r\n')[1]).toBe(line);
  });

  it('give no values to a pair of fields of which one is another', () => {
    const before = { ...mapping, fields: [{ jira: 'A', redmine: 'B', values: [] }] };
    const fields = `${FIELD_HEAD}\nA,C\nD,B\nA,B`;
    const values = `${VALUE_HEAD}\nA,C,x,y,,\nstatus,status,s,t,,yes`;
    expect(readTables(before, { fields })).toEqual({
      kind: 'mapping',
      mapping: {
        ...before,
        fields: [
          { jira: 'A', redmine: 'C' },
          { jira: 'D', redmine: 'B' },
          { jira: 'A', redmine: 'B', values: [] },
        ],
      },
    });
    expect(readTables(before, { fields, values })).toEqual({
      kind: 'mapping',
      mapping: {
        ...before,
        issueTypes: [],
        priorities: [],
        statuses: [{ jira: 's', redmine: 't', preferred: true }],
        fields: [
          { jira: 'A', redmine: 'C', values: [{ jira: 'x', redmine: 'y' }] },
          { jira: 'D', redmine: 'B' },
          { jira: 'A', redmine: 'B' },
        ],
      },
    });
  });

  it('write and read nothing of what is not said', () => {
    const empty = {
      ...mapping,
      fields: [{ template: '{A}', redmine: 'B', values: [{ jira: 'x', redmine: 'y' }] }],
      issueTypes: [],
      statuses: [],
      priorities: [],
    };
    expect(writeValueTable(empty)).toBe(`${VALUE_HEAD}\r\n"","B","x","y","",""\r\n`);
    expect(readTables(mapping, {})).toEqual({ kind: 'mapping', mapping });
  });

  it('are refused with every mistake, its line and what would be valid', () => {
    const fields = [
      FIELD_HEAD,
      'summary,subject,toMars,,,maybe,',
      ',cf_1,,guess,,,loudest',
      '"Two',
      'lines",cf_2,both,,a word,,',
      'summary,,,,,,',
      ',,toJira,template: {A},,,',
      'x,y,,basil: z,,,',
    ].join('\n');
    const values = [
      VALUE_HEAD,
      'Colour,Colour,Red,,up,',
      'issuetype,status,,Bug,,often',
      'status,tracker,Bug,Bug,,no',
      'Severity,Owner,Bug,Bug,,',
      'Owner,Severity,Bug,Bug,,',
    ].join('\n');
    const PAIRS =
      'Valid: issuetype with tracker, status with status, priority with priority, a pair of the table of fields.';
    const VALID_CONVERSION = 'Valid: review, keep, clear, create, template: …, as: ….';
    const read = readTables(mapping, { fields, values: VALUE_HEAD });
    const readValues = readTables(mapping, { values });
    const told = (tables: ReturnType<typeof readTables>) =>
      tables.kind === 'mistakes' &&
      tables.mistakes.map(({ path, message }) => `${path}: ${message}`);
    expect(told(read)).toEqual([
      'fields line 2, required: "maybe" is not valid. Valid: yes, no.',
      'fields line 2, direction: "toMars" is not valid. Valid: both, toJira, toRedmine.',
      `fields line 3, conversion: "guess" is not valid. ${VALID_CONVERSION}`,
      'fields line 3, jiraField: A value is needed.',
      'fields line 3, onConflict: "loudest" is not valid. Valid: jira, redmine, newest, manual, halt, merge.',
      'fields line 4, default: "a word" is not valid. Valid: jira: …, redmine: ….',
      'fields line 6, redmineField: A value is needed.',
      'fields line 7, jiraField: A value is needed.',
      `fields line 8, conversion: "basil: z" is not valid. ${VALID_CONVERSION}`,
    ]);
    expect(told(readValues)).toEqual([
      `values line 2, jiraField: "Colour" is not valid. ${PAIRS}`,
      'values line 2, redmineValue: A value is needed.',
      'values line 2, direction: "up" is not valid. Valid: both, toJira, toRedmine.',
      `values line 3, jiraField: "issuetype" is not valid. ${PAIRS}`,
      'values line 3, jiraValue: A value is needed.',
      'values line 3, preferred: "often" is not valid. Valid: yes, no.',
      `values line 4, jiraField: "status" is not valid. ${PAIRS}`,
      `values line 5, jiraField: "Severity" is not valid. ${PAIRS}`,
      `values line 6, jiraField: "Owner" is not valid. ${PAIRS}`,
    ]);
  });

  it.each([
    [
      'jira,redmineField,direction,conversion,default,required,onConflict\na,b',
      'fields line 1',
      ['jiraField', 'jira'],
    ],
    [`${FIELD_HEAD},more\na,b`, 'fields line 1', ['more']],
    [
      '\n\njiraField\na',
      'fields line 3',
      ['redmineField', 'direction', 'conversion', 'default', 'required', 'onConflict'],
    ],
    ['', 'fields line 1', FIELD_HEAD.split(',')],
  ])('are refused where the first line is another: %j', (fields, path, wrong) => {
    const names = wrong.map((name) => `"${name}"`).join(', ');
    expect(readTables(mapping, { fields })).toEqual({
      kind: 'mistakes',
      mistakes: [
        {
          path,
          message: `The first line does not name the columns: ${names}. Valid: ${FIELD_HEAD}.`,
        },
      ],
    });
  });

  it('may have blanks around the names of columns', () => {
    const fields = `${FIELD_HEAD.replaceAll(',', ' , ')}\nsummary,subject`;
    expect(readTables(mapping, { fields })).toMatchObject({
      mapping: { fields: [{ jira: 'summary', redmine: 'subject' }] },
    });
  });
});
