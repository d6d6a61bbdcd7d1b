/**
 * Holds the double's events against live ones: whatever a captured payload has, ours has too, in the
 * same place and of the same type. `FORGE_EVENTS` names the folder with the captures.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { adf, aJiraSite, anIssue, at } from '../../unit/dev/jira/a-jira-site';

const FOLDER = process.env.FORGE_EVENTS ?? '';
if (FOLDER === '') console.log('skipped: FORGE_EVENTS names no folder with captured Forge events');

/** Every place in the payload, with the type of what stands there: `issue.fields.project.id string`. */
function placesOf(value: unknown, path = ''): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item) => placesOf(item, `${path}[]`));
  if (typeof value !== 'object' || value === null)
    return [`${path} ${value === null ? 'null' : typeof value}`];
  return Object.entries(value).flatMap(([key, member]) =>
    placesOf(member, path === '' ? key : `${path}.${key}`),
  );
}

/** Does everything once and answers the last event of each type. */
async function ourEvents(): Promise<ReadonlyMap<unknown, unknown>> {
  const { ada, events } = await aJiraSite();
  const key = await anIssue(ada);
  const other = await anIssue(ada);
  await ada.post(`issue/${key}/comment`, { body: adf('x') });
  await ada.upload(`issue/${key}/attachments`, { 'a.txt': 'abc' });
  await ada.delete('attachment/10000');
  await ada.post('issueLink', {
    type: { name: 'Blocks' },
    inwardIssue: { key },
    outwardIssue: { key: other },
  });
  await ada.post(`issue/${key}/transitions`, { transition: { id: '11' } });
  return new Map(events.map((event) => [at(event, 'eventType'), event]));
}

const captures = [
  'issue-created',
  'issue-updated-status',
  'comment-created',
  'attachment-deleted',
  'issuelink-created',
];

describe.skipIf(!existsSync(FOLDER))('an event of the double', () => {
  it.each(captures)('has all that the live %s has', async (name) => {
    const live: unknown = JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8'));
    const ours = (await ourEvents()).get(at(live, 'eventType'));
    const present = new Set(placesOf(ours));
    expect(placesOf(live).filter((place) => !present.has(place))).toEqual([]);
  });
});
