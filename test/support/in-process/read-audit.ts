/** The audit through the admin's own calls, all pages of it. */
import type { InProcessWorld } from './open-in-process-world';

export async function exportAll(
  world: InProcessWorld,
  format: 'jsonl' | 'csv',
  span: object = {},
): Promise<string> {
  let text = '';
  let cursor: string | null = null;
  do {
    const piece: { text: string; cursor: string | null } = await world.callAdmin('exportAudit', {
      format,
      ...span,
      ...(cursor ? { cursor } : {}),
    });
    text += piece.text;
    cursor = piece.cursor;
  } while (cursor !== null);
  return text;
}

export async function readLines(
  world: InProcessWorld,
  span: object = {},
): Promise<Record<string, unknown>[]> {
  const text = await exportAll(world, 'jsonl', span);
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

export async function verifyAll(world: InProcessWorld) {
  let cursor: string | null = null;
  const sum = { streams: 0, entries: 0, broken: [] as unknown[] };
  do {
    const page: Awaited<ReturnType<typeof world.callAdmin<'verifyAudit'>>> = await world.callAdmin(
      'verifyAudit',
      cursor ? { cursor } : {},
    );
    sum.streams += page.streams;
    sum.entries += page.entries;
    sum.broken.push(...page.broken);
    cursor = page.cursor;
  } while (cursor !== null);
  return sum;
}
