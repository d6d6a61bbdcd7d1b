/** Tells single people what waits for them: new conflicts, and edits that could not cross. */
import type { Link } from '../../core/link';
import type { Mapping } from '../../core/mapping';
import { otherSide } from '../../core/model';
import { composeNote } from '../../core/notices/compose-note';
import {
  collectNews,
  findEditor,
  findStoppedEdits,
  type News,
  type StoppedEdit,
  type TellingRecord,
} from '../../core/notices/news';
import { noticeIdOf } from '../../core/notices/notice-mark';
import { wordConflicts, wordEdit } from '../../core/notices/words';
import type { NoticeSettings } from '../../ports/notices';
import type { NoticePorts } from '../sync-ports';
import type { Attempt } from './attempt';

/** Pairs that one sweep tells of; the next goes on. */
const MAX_NEWS = 50;

/** What is kept for later where nobody can be told for long; the page shows all of it anyway. */
const MAX_KEPT = 200;

export interface NewsRound {
  readonly settings: NoticeSettings;
  readonly mappings: readonly Mapping[];
  readonly records: readonly TellingRecord[];
  /** What no tracker answered the last time. */
  readonly before: readonly News[];
}

/** @returns what is to be told later; what a tracker refuses for good keeps nobody else waiting */
export async function tellNews(
  ports: NoticePorts,
  attempt: Attempt,
  { settings, mappings, records, before }: NewsRound,
): Promise<readonly News[]> {
  if (!settings.tellsPeople) return [];
  const all = [...before, ...collectNews(records, mappings)];
  const news = all.slice(0, MAX_NEWS);
  if (news.length === 0) return [];
  const links = await ports.findLinks([...new Set(news.map(({ linkId }) => linkId))]);
  const untold: News[] = [];
  for (const mapping of mappings) {
    const own = news.filter(({ mappingId }) => mappingId === mapping.id);
    const teller = { ports, attempt, settings, mapping, links };
    untold.push(...(await tellConflicts(teller, own)));
    for (const one of own) {
      if (one.kind === 'edit' && !(await tellEdit(teller, one))) untold.push(one);
    }
  }
  return [...untold, ...all.slice(MAX_NEWS)].slice(0, MAX_KEPT);
}

interface Teller {
  readonly ports: NoticePorts;
  readonly attempt: Attempt;
  readonly settings: NoticeSettings;
  readonly mapping: Mapping;
  readonly links: ReadonlyMap<string, Link>;
}

/** One mail for all that came with one sweep. */
async function tellConflicts(
  { ports, attempt, settings, mapping, links }: Teller,
  own: readonly News[],
): Promise<readonly News[]> {
  const news = own.filter(({ kind }) => kind === 'conflict');
  const people = mapping.notices?.conflicts ?? [];
  // Decided meanwhile: nobody need be told any more.
  const open = news.flatMap(({ linkId }) => {
    const link = links.get(linkId);
    return link && link.conflicts.length > 0 ? [link] : [];
  });
  const [first] = open;
  if (!first || people.length === 0) return [];
  const text = wordConflicts(
    open.map(({ sides, conflicts }) => ({
      jiraKey: sides.jira.key,
      remoteKey: sides.remote.key,
      fields: conflicts.map(({ field }) => field),
    })),
    settings.language,
  );
  const lastAtMs = Math.max(...open.flatMap((link) => link.conflicts.map((one) => one.foundAtMs)));
  const mark = `conflicts.${mapping.id}.${open.length}.${lastAtMs}`;
  const sent = await attempt.make(() =>
    ports.board.sendMail(first.sides.jira.issueId, people, text, mark),
  );
  if (sent.kind !== 'done') return sent.kind === 'later' ? news : [];
  for (const { sides } of open) {
    attempt.tell('conflict', 'mail', { mappingId: mapping.id, from: sides.jira.key });
  }
  return [];
}

/** @returns whether nothing is left to tell of it */
async function tellEdit(
  teller: Teller,
  news: Extract<News, { readonly kind: 'edit' }>,
): Promise<boolean> {
  const link = teller.links.get(news.linkId);
  if (!link) return true;
  for (const edit of findStoppedEdits(link, news)) {
    const told = await teller.attempt.make(() =>
      tellEditor(teller, link, edit, markOf(news, edit)),
    );
    if (told.kind === 'later') return false;
  }
  return true;
}

/** The same each time that it is told of this edit, and of no other. */
function markOf({ atMs, field }: News & { readonly kind: 'edit' }, edit: StoppedEdit): string {
  return [edit.trouble, edit.side, field, edit.itemId ?? '', atMs]
    .join('.')
    .replace(/[^\w.-]/g, '-');
}

async function tellEditor(
  { ports, attempt, settings: { language }, mapping }: Teller,
  link: Link,
  edit: StoppedEdit,
  mark: string,
): Promise<void> {
  const { side, trouble } = edit;
  const way = mapping.notices?.authors[side];
  if (!way) return;
  const tracker = (await ports.openTrackers(mapping))[side];
  const { issueId, key } = link.sides[side];
  const read = await tracker.readIssue(issueId, { sinceEntryId: 0 });
  if (read.kind !== 'found') return;
  const isOurs = (personId: string) => tracker.authorship(personId) === 'ours';
  const editor = findEditor(read.snapshot, edit, isOurs);
  // A comment would show everybody that there is something which few may read.
  if (!editor || (editor.isPrivate && way === 'comment')) return;
  const across = otherSide(side);
  const text = wordEdit(edit, key, mapping.siteName[across], language);
  // A run that was killed told it and could not save that it did.
  const isTold = read.snapshot.comments.some(({ copyOf }) => copyOf === noticeIdOf(mark));
  if (way === 'mail') await ports.board.sendMail(issueId, [editor.person.id], text, mark);
  else if (!isTold) {
    const twinKey = link.sides[across].key;
    await tracker.addComment(
      issueId,
      composeNote(mapping, side, editor.person, twinKey, mark, text.lines),
    );
  }
  attempt.tell(trouble, way, { mappingId: mapping.id, from: key });
}
