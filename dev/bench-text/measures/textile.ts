/**
 * The Textile rows. They belong to the Textile side: `textile-rows.ts` exports `measureTextile`,
 * of the type below, and needs a real Redmine (`REDMINE_URL`, `REDMINE_API_KEY`) as the judge.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Corpus } from '../corpus';
import type { Row } from './measure';

export interface TextileRows {
  /** Textile → ADF, same structure as real Redmine's HTML. */
  readonly reading: Row;
  /** ADF → Textile, rendered by real Redmine, and back. */
  readonly writing: Row;
  /** Textile → ADF beside textile-js. */
  readonly speed: Row;
}

export type MeasureTextile = (corpus: Corpus) => Promise<TextileRows>;

const ROWS_FILE = path.resolve(process.cwd(), 'dev/bench-text/textile-rows.ts');

export async function measureTextile(corpus: Corpus): Promise<TextileRows> {
  if (!existsSync(ROWS_FILE)) return EMPTY_ROWS;
  const rows = (await import(ROWS_FILE)) as { measureTextile: MeasureTextile };
  return rows.measureTextile(corpus);
}

const values = { ours: 'needs Redmine' };

const EMPTY_ROWS: TextileRows = {
  reading: {
    measure: "Textile → ADF, same structure as real Redmine's HTML",
    target: '≥ 97 %',
    values,
  },
  writing: {
    measure: 'ADF → Textile, rendered by real Redmine, same structure; round trip identical',
    target: '≥ 97 %; ≥ 95 %',
    values,
  },
  speed: {
    measure: 'speed on the same corpus in the same run: Textile → ADF',
    target: '≥ 5 × textile-js',
    values: { ours: 'not measured' },
  },
};
