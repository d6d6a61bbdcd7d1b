import { describe, expect, it } from 'vitest';
import type { ConfiguredMapping } from '../../../../src/core/configuration/configuration';
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

  it('are refused with every mistake, its line and what would be valid', () => {
    const fields = [
      'jiraField,redmineField,direction,conversion,default,required,onConflict',
      'summary,subject,toMars,,,maybe,',
      ',cf_1,,guess,,,loudest',
      '"Two',
      'lines",cf_2,both,,a word,,',
    ].join('\n');
    const values =
      'jiraField,redmineField,jiraValue,redmineValue,direction,preferred\nColour,Colour,Red,,up,\n';
    const read = readTables(mapping, { fields, values });
    expect(
      read.kind === 'mistakes' && read.mistakes.map(({ path, message }) => `${path}: ${message}`),
    ).toEqual([
      'fields line 2, required: "maybe" is not valid. Valid: yes, no.',
      'fields line 2, direction: "toMars" is not valid. Valid: both, toJira, toRedmine.',
      'fields line 3, conversion: "guess" is not valid. Valid: review, keep, clear, create, template: …, as: ….',
      'fields line 3, jiraField: A value is needed.',
      'fields line 3, onConflict: "loudest" is not valid. Valid: jira, redmine, newest, manual, halt, merge.',
      'fields line 4, default: "a word" is not valid. Valid: jira: …, redmine: ….',
      'values line 2, jiraField: "Colour" is not valid. Valid: issuetype with tracker, status with status, priority with priority, a pair of the table of fields.',
      'values line 2, redmineValue: A value is needed.',
      'values line 2, direction: "up" is not valid. Valid: both, toJira, toRedmine.',
    ]);
    expect(readTables(mapping, { fields: 'jira,redmine\na,b' })).toMatchObject({
      mistakes: [{ path: 'fields line 1' }],
    });
  });
});
