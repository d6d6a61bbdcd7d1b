/** Conflicts as people see them: in a list shortened, one by one with all that is known. */
import { syncPorts } from '../app/sync';
import type { Conflict, Link } from '../core/link';
import type { FieldRow } from '../core/mapping';
import type { FieldValue, Side } from '../core/model';
import { markChanges } from '../core/texts/mark-changes';
import { proposeMerge } from '../core/texts/propose-merge';
import { showSource } from '../core/texts/show-source';
import { traitsOf } from '../core/values/field-kinds';
import type { ConflictDetail, ConflictView } from '../shared/api';
import { isEditable } from '../sync/link/compose-decision';
import { findConflict } from '../sync/link/decide-conflict';
import { CallRefused } from './answer-call';
import { showText } from './show-text';

/** An answer holds four texts at most, and has to stay below 200 KB. */
const MAX_SHOWN = 12_000;

/** The conflicts of one link, their values shortened. */
export function viewConflicts(link: Link): ConflictView[] {
  return link.conflicts.map((conflict) => ({
    linkId: link.id,
    mappingId: link.mappingId,
    jiraKey: link.sides.jira.key,
    remoteKey: link.sides.remote.key,
    field: conflict.field,
    kind: conflict.kind,
    jira: conflict.labels.jira ?? showValue(conflict.jira),
    remote: conflict.labels.remote ?? showValue(conflict.remote),
    foundAtMs: conflict.foundAtMs,
    isDecided: conflict.decision !== undefined,
  }));
}

/** One conflict whole. @throws CallRefused where it is decided already */
export async function viewConflict(linkId: string, field: string): Promise<ConflictDetail> {
  const found = await findConflict(syncPorts, linkId, field);
  const [view] = found
    ? viewConflicts({ ...found.link, conflicts: [found.conflict] })
    : [undefined];
  if (!found || !view) throw new CallRefused('This conflict is decided already.');
  const { link, conflict, mapping, row } = found;
  const base = (await syncPorts.store.loadTexts(linkId, [field]))[field];
  const [jira, remote] = [wholeValue(conflict, 'jira'), wholeValue(conflict, 'remote')];
  const proposal = proposeMerge(mapping, base, conflict);
  // Each side is compared with the base in its own form, so that no conversion looks like an edit.
  const before = base
    ? { jira: showSource({ format: 'adf', doc: base.adf }), remote: toLineFeeds(base.source) }
    : { jira: plainBase(link, row, 'jira'), remote: plainBase(link, row, 'remote') };
  const wholeMerge = proposal?.values.remote ? wholeText(proposal.values.remote) : null;
  return {
    ...view,
    base: before.remote === null ? null : cut(before.remote),
    sides: {
      jira: viewSide(conflict, 'jira', before.jira, jira),
      remote: viewSide(conflict, 'remote', before.remote, remote),
    },
    // What is shown cut must not be saved cut.
    merge:
      proposal && wholeMerge !== null && wholeMerge.length <= MAX_SHOWN
        ? { text: wholeMerge, overlaps: proposal.overlaps }
        : null,
    editable: isEditable(row) && remote.length <= MAX_SHOWN && jira.length <= MAX_SHOWN,
    isRichText: traitsOf(row.kinds.remote).shape === 'document',
    textFormat: mapping.textFormat,
  };
}

function viewSide(
  conflict: Conflict,
  side: Side,
  before: string | null,
  value: string,
): ConflictDetail['sides'][Side] {
  const author = side === 'jira' ? conflict.jiraAuthor : conflict.remoteAuthor;
  const text = cut(value);
  return {
    by: author?.name ?? null,
    atMs: conflict.changedAtMs?.[side] ?? null,
    text,
    passages: before === null ? [{ kind: 'same', text }] : markChanges(cut(before), text),
  };
}

function wholeValue(conflict: Conflict, side: Side): string {
  return conflict.labels[side] ?? wholeText(conflict[side]);
}

function wholeText(value: FieldValue): string {
  if (value === null) return '';
  return typeof value === 'string' ? value : toLineFeeds(showSource(value));
}

/** Redmine sends texts with either; no difference is one of people's. */
function toLineFeeds(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

/** What both sides agreed on last; ids say nothing to people. */
function plainBase(link: Link, row: FieldRow, side: Side): string | null {
  const { shape } = traitsOf(row.kinds[side]);
  const value = link.sides[side].fields[row.field];
  const isReadable = !['document', 'choice', 'person', 'issue'].includes(shape);
  return isReadable && value !== undefined ? (value ?? '') : null;
}

function cut(text: string): string {
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}

function showValue(value: FieldValue): string {
  if (value === null) return '';
  return typeof value === 'string' ? value : showText(value);
}
