import { describe, expect, it } from 'vitest';
import { isInDoubt } from '../simulation/check/in-doubt';
import type { Pair, Scene } from '../simulation/check/scene';
import type { Change } from '../simulation/check/seen';
import { Book } from '../simulation/world/book';
import { Configurations } from '../simulation/world/configurations';

const WRITTEN_MS = 100_000;
const MINUTE_MS = 60_000;

/** The app's key wrote the high priority in Redmine. */
const WRITTEN: Change = {
  isApp: true,
  atMs: WRITTEN_MS,
  field: 'priority',
  from: 'Medium',
  to: 'High',
};

interface Story {
  /** When the admin took the row of the high priority out. */
  readonly removedMs: number | null;
  /** When the trail told anything of the pair. */
  readonly toldMs: readonly number[];
}

function sceneOf({ removedMs, toldMs }: Story) {
  const book = new Book();
  const place = { birth: 0, isTwin: false, bornAtMs: 0 };
  const redmine = book.addIssue({ ...place, side: 'redmine', id: '1' });
  const jira = book.addIssue({ ...place, side: 'jira', id: '10000', isTwin: true });
  const mapping = { hasHighPriorityRow: true } as Scene['configurations']['now'];
  const configurations = new Configurations(mapping, 0);
  if (removedMs !== null)
    configurations.begin({ ...mapping, hasHighPriorityRow: false }, removedMs);
  const seen = { history: [] } as unknown as Pair['seen']['jira'];
  const pair = { birth: 0, issues: { jira, redmine }, seen: { jira: seen, redmine: seen } } as Pair;
  const scene = {
    world: { book, nowMs: () => WRITTEN_MS + 60 * MINUTE_MS },
    configurations,
    audit: toldMs.map((atMs) => ({ atMs, linkId: 'main:1' })),
  } as unknown as Scene;
  return { scene, pair };
}

function isDoubted(story: Story, change = WRITTEN): boolean {
  const { scene, pair } = sceneOf(story);
  return isInDoubt(scene, pair, 'redmine', change, undefined);
}

describe("a lost run's write that counts as the key owner's", () => {
  const removedMs = WRITTEN_MS + MINUTE_MS;

  it('is one whose row went before the next run told of anything', () => {
    expect(isDoubted({ removedMs, toldMs: [WRITTEN_MS - 1, removedMs + MINUTE_MS] })).toBe(true);
  });

  it('is none whose row went after the next run told of something', () => {
    expect(isDoubted({ removedMs, toldMs: [WRITTEN_MS + 5_000] })).toBe(false);
  });

  it('is none whose row is still there', () => {
    expect(isDoubted({ removedMs: null, toldMs: [] })).toBe(false);
  });

  it('is none of a value that never lost its row', () => {
    expect(isDoubted({ removedMs, toldMs: [] }, { ...WRITTEN, to: 'Low' })).toBe(false);
  });
});
