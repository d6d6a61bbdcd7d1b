/** What single people are told once: their new conflicts, and edits of theirs that could not cross. Pure. */
import type { AuditEntry } from '../audit/audit';
import type { Link, Problem } from '../link';
import type { Mapping } from '../mapping';
import { otherSide, type Person, type Side, type Snapshot } from '../model';
import type { EditTrouble } from './words';

export type News =
  | { readonly kind: 'conflict'; readonly mappingId: string; readonly linkId: string }
  /** Something of the link did not cross: what of it is asked of the link. */
  | {
      readonly kind: 'edit';
      readonly mappingId: string;
      readonly linkId: string;
      readonly field: string;
      readonly atMs: number;
    };

/** One save of the audit. */
export interface TellingRecord {
  readonly entries: readonly Pick<AuditEntry, 'kind' | 'mappingId' | 'linkId' | 'field' | 'atMs'>[];
}

/** One for each pair in conflict and for each edit, of mappings that want it told. */
export function collectNews(
  records: readonly TellingRecord[],
  mappings: readonly Mapping[],
): readonly News[] {
  const rules = new Map(mappings.map(({ id, notices }) => [id, notices]));
  const news = records.flatMap(({ entries }) =>
    entries.flatMap(({ kind, linkId, mappingId, field, atMs }): News[] => {
      const wanted = mappingId === null ? undefined : rules.get(mappingId);
      if (!wanted || !linkId || mappingId === null) return [];
      if (kind === 'conflict-found' && wanted.conflicts.length > 0) {
        return [{ kind: 'conflict', mappingId, linkId }];
      }
      const tellsAuthors = Object.keys(wanted.authors).length > 0;
      return kind === 'problem-found' && field && tellsAuthors
        ? [{ kind: 'edit', mappingId, linkId, field, atMs }]
        : [];
    }),
  );
  return [...new Map(news.map((one) => [JSON.stringify(one), one])).values()];
}

/** An edit that stays on its side. */
export interface StoppedEdit {
  readonly trouble: EditTrouble;
  /** Where it was made. */
  readonly side: Side;
  readonly field: string;
  /** Of a comment, a file or spent time. */
  readonly itemId: string | null;
}

const TROUBLES: Readonly<Partial<Record<Problem['kind'], EditTrouble>>> = {
  'value-not-mapped': 'value-not-mapped',
  'write-not-taken': 'write-not-taken',
  'no-transition': 'write-not-taken',
  'comment-refused': 'comment-refused',
  'attachment-refused': 'attachment-refused',
  'time-refused': 'time-refused',
};

/** A problem and the entry that tells of it are of one moment, nearly. */
const SAME_MOMENT_MS = 60_000;

/** What of the link still does not cross that the news was of. */
export function findStoppedEdits(
  { problems }: Link,
  { field, atMs }: Extract<News, { readonly kind: 'edit' }>,
): readonly StoppedEdit[] {
  return problems.flatMap((problem): StoppedEdit[] => {
    const trouble = TROUBLES[problem.kind];
    const isIt = problem.field === field && Math.abs(problem.foundAtMs - atMs) < SAME_MOMENT_MS;
    if (!trouble || !isIt) return [];
    const side = trouble === 'value-not-mapped' ? problem.side : otherSide(problem.side);
    const isItem = trouble !== 'value-not-mapped' && trouble !== 'write-not-taken';
    // Problems name comments and spent time with their side: `jira 10001`.
    const itemId = isItem ? (problem.value?.split(' ').at(-1) ?? null) : null;
    return isItem && itemId === null ? [] : [{ trouble, side, field, itemId }];
  });
}

/**
 * Who made an edit that does not cross; `null` where nobody can be told, or it was not a person.
 * @param snapshot with the whole history
 * @param isOurs whether an account is the app's own
 */
export function findEditor(
  snapshot: Snapshot,
  edit: StoppedEdit,
  isOurs: (personId: string) => boolean,
): { readonly person: Person; readonly isPrivate: boolean } | null {
  const found = edit.itemId === null ? ofField(snapshot, edit, isOurs) : ofItem(snapshot, edit);
  return found && !isOurs(found.person.id) && found.person.id !== '' ? found : null;
}

function ofField(
  { history, author }: Snapshot,
  { field }: StoppedEdit,
  isOurs: (personId: string) => boolean,
) {
  const edited = history.findLast(
    (entry) => !isOurs(entry.author.id) && entry.changes.some((change) => change.field === field),
  );
  return { person: edited?.author ?? author, isPrivate: false };
}

function ofItem(snapshot: Snapshot, { trouble, itemId }: StoppedEdit) {
  const items = {
    'comment-refused': snapshot.comments,
    'attachment-refused': snapshot.attachments,
    'time-refused': snapshot.timeEntries ?? [],
  } as const;
  const list = trouble in items ? items[trouble as keyof typeof items] : [];
  const item = list.find(({ id }) => id === itemId);
  return item ? { person: item.author, isPrivate: item.restricted } : null;
}
