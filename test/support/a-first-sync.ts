/** A first sync as it is kept, and a storage for it. */
import {
  type Backfill,
  type BackfillItems,
  type BackfillPart,
  NO_PROGRESS,
} from '../../src/core/backfill/backfill';
import type { BackfillStore } from '../../src/ports/backfill';
import { NOW_MS } from './builders';

const NO_PAGES: Backfill['pages'] = {
  'scan-jira': 0,
  'scan-remote': 0,
  proposals: 0,
  rows: 0,
  outcomes: 0,
  before: 0,
  undo: 0,
};

/** One that runs, unless said otherwise. */
export function aFirstSync(backfill: Partial<Backfill> = {}): Backfill {
  return {
    id: 'first',
    mappingId: 'web',
    mappingVersion: 1,
    by: 'admin',
    startedAtMs: NOW_MS,
    phase: 'running',
    hold: null,
    options: { seed: 'jira', create: { jira: true, remote: true }, numberField: {} },
    cursor: { kind: 'none' },
    scanned: { jira: 0, remote: 0 },
    upTo: { jira: 50, remote: 7 },
    pages: NO_PAGES,
    levels: 0,
    proposals: { open: 0, accepted: 0, refused: 0 },
    totals: null,
    offKinds: [],
    offRows: [],
    progress: NO_PROGRESS,
    undoRows: [],
    undo: null,
    budget: { hourMs: 0, points: 0 },
    failures: 0,
    turn: 3,
    aliveAtMs: NOW_MS,
    ...backfill,
  };
}

/** Keeps one first sync and its pages. */
export class MemoryBackfillStore implements BackfillStore {
  readonly marks: Parameters<BackfillStore['markMapping']>[] = [];
  private readonly pages = new Map<string, readonly unknown[]>();

  constructor(public held: Backfill | null) {}

  async loadBackfill() {
    return this.held;
  }

  async saveBackfill(backfill: Backfill) {
    this.held = backfill;
  }

  async loadPage<P extends BackfillPart>(_mappingId: string, part: P, page: number) {
    return (this.pages.get(`${part} ${page}`) ?? []) as readonly BackfillItems[P][];
  }

  async savePage<P extends BackfillPart>(
    _mappingId: string,
    part: P,
    page: number,
    items: readonly BackfillItems[P][],
  ) {
    this.pages.set(`${part} ${page}`, items);
  }

  async deleteBackfill() {
    this.held = null;
  }

  async markMapping(...mark: Parameters<BackfillStore['markMapping']>) {
    this.marks.push(mark);
  }
}
