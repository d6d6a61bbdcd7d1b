import { describe, expect, it } from 'vitest';
import { digestEntry, type RecordedEntry } from '../../../../src/core/audit/audit-chain';
import { exportEntry, exportHeader, toRecord } from '../../../../src/core/audit/audit-export';
import { anAuditEntry } from '../../../support/an-audit-entry';

const entry = anAuditEntry({ from: '=1+1', to: null });
const chained = {
  entry,
  stream: 's',
  seq: 3,
  prev: 'p',
  seal: { kind: 'salted', salt: 'z' },
} as const;
const erased = { ...chained, seal: { kind: 'erased', commitment: 'c' } } as const;
const recorded = (of: RecordedEntry['chained']): RecordedEntry => ({ entry, chained: of });

const TOLD = {
  time: '2026-11-21T12:00:00.000Z',
  kind: 'field-written',
  link: 'main:12',
  mapping: 'web',
  side: 'remote',
  field: 'summary',
  from: '=1+1',
  cause: 'jira',
};

describe('an entry of the trail for other programs', () => {
  it('is told by column, without the empty ones, with its place in the chain', () => {
    const place = { stream: 's', seq: 3, prev: 'p' };
    expect([recorded(null), recorded(chained), recorded(erased)].map(toRecord)).toEqual([
      TOLD,
      { ...TOLD, ...place, digest: digestEntry(chained), salt: 'z' },
      { ...TOLD, ...place, digest: digestEntry(erased), commitment: 'c' },
    ]);
  });

  it('is a line of JSON', () => {
    expect([exportHeader('jsonl'), exportEntry('jsonl', recorded(null))]).toEqual([
      '',
      `${JSON.stringify(TOLD)}\n`,
    ]);
  });

  it('is a line of CSV, in which no spreadsheet finds a formula', () => {
    expect([exportHeader('csv'), exportEntry('csv', recorded(chained))]).toEqual([
      'time,kind,link,mapping,side,field,from,to,cause,stream,seq,prev,digest,salt,commitment\r\n',
      `"2026-11-21T12:00:00.000Z","field-written","main:12","web","remote","summary","'=1+1",,"jira","s",3,"p","${digestEntry(chained)}","z",\r\n`,
    ]);
  });
});
