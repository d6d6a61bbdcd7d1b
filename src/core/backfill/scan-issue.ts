/** What one issue says of issues across: the app's marker, a field, addresses, keys and numbers. */

import type { AdfNode } from '../../text';
import { fieldOf } from '../fields/field-of';
import type { Mapping } from '../mapping';
import type { FieldValue, Snapshot } from '../model';
import { plainTextOf } from '../texts/plain-text';
import { parseMarker } from '../twins/marker';
import { traitsOf } from '../values/field-kinds';
import type { ScannedIssue } from './proposal';

type Name = ScannedIssue['names'][number];

/** A text that names more issues than these is a list, and says nothing of itself. */
const MAX_NAMES = 5;

/**
 * @param numberInField what the field holds that the admin named
 * @param isLinked whether the issue has a twin already
 */
export function scanIssue(
  mapping: Mapping,
  snapshot: Snapshot,
  numberInField: string | null,
  isLinked: boolean,
): ScannedIssue {
  return {
    id: snapshot.issueId,
    key: snapshot.key,
    title: snapshot.title,
    createdAtMs: snapshot.createdAtMs,
    author: snapshot.author,
    parentId: findParentId(mapping, snapshot),
    isLinked,
    names: isLinked ? [] : listNames(mapping, snapshot, numberInField),
  };
}

/** The issue that this one stands below, as far as the mapping reads it. */
export function findParentId(mapping: Mapping, snapshot: Snapshot): string | null {
  const row = mapping.fields.find(({ kinds }) => traitsOf(kinds[snapshot.side]).shape === 'issue');
  const parent = row ? fieldOf(snapshot, row) : null;
  return typeof parent === 'string' ? parent : null;
}

function listNames(
  mapping: Mapping,
  snapshot: Snapshot,
  numberInField: string | null,
): readonly Name[] {
  const marker = parseMarker(snapshot.marker);
  const text = Object.values(snapshot.fields).map(sourceOf).join('\n');
  const found: Name[] = [
    ...(marker ? [{ ref: marker.issueId, where: 'marker' } as const] : []),
    ...findIn(mapping, snapshot, numberInField ?? '', 'field'),
    ...findIn(mapping, snapshot, snapshot.title, 'title'),
    ...findIn(mapping, snapshot, text, 'text'),
  ];
  const distinct = new Map<string, Name>();
  for (const name of found) if (!distinct.has(name.ref)) distinct.set(name.ref, name);
  const names = [...distinct.values()];
  const firm = names.filter(isFirm);
  return names.length - firm.length > MAX_NAMES ? firm : names;
}

function isFirm({ where }: Name): boolean {
  return where === 'marker' || where === 'field' || where === 'title';
}

/** What people read in a value, and the addresses of its links. */
function sourceOf(value: FieldValue): string {
  if (value === null || typeof value === 'string') return '';
  if (value.format !== 'adf') return value.source;
  const addresses: unknown[] = [];
  const pending: AdfNode[] = [value.doc as AdfNode];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    addresses.push(...(node.marks ?? []).map(({ attrs }) => attrs?.href));
    pending.push(...(node.content ?? []));
  }
  return [plainTextOf(value.doc), ...addresses].join('\n');
}

function findIn(
  mapping: Mapping,
  { side }: Snapshot,
  text: string,
  where: 'field' | 'title' | 'text',
): readonly Name[] {
  const key = quotePattern(mapping.jira.projectKey);
  const [address, bare] =
    side === 'jira'
      ? [
          `${quotePattern(mapping.siteUrl.remote)}/issues/(\\d+)`,
          where === 'field' ? '#?(\\d+)' : '#(\\d+)',
        ]
      : [`${quotePattern(mapping.siteUrl.jira)}/browse/(${key}-\\d+)`, `(${key}-\\d+)`];
  const found = [
    ...matches(text, `${address}(?!#sync-)\\b`).map((ref) => ({ ref, where: 'address' as const })),
    ...matches(text, `(?<![\\w/&-])${bare}\\b(?!-)`).map((ref) => ({ ref, where })),
  ];
  return where === 'field' ? found.map(({ ref }) => ({ ref, where })) : found;
}

function matches(text: string, pattern: string): readonly string[] {
  return [...text.matchAll(new RegExp(pattern, 'gi'))].flatMap(([, ref]) => {
    return ref === undefined ? [] : [ref.toUpperCase()];
  });
}

function quotePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
