/**
 * Files as the texts of both sides know them: Jira's documents by a media id that no field of its
 * API tells, remote texts by name. So an image in a text arrives as an image.
 */
import { toBaseValue } from '../digest';
import { fieldOf } from '../fields/field-of';
import type { AttachmentPair, CommentPair, Link } from '../link';
import type { IssueFiles, Mapping } from '../mapping';
import { type RichText, SIDES, type Side, type Snapshot } from '../model';
import { toSafeFileName } from './file-name';

/** Media ids by the Jira attachment's id. */
export type MediaIds = ReadonlyMap<string, string>;

type Snapshots = Readonly<Partial<Record<Side, Snapshot>>>;

/** The mapping with the files of one issue, for the texts that cross in one run. */
export function withFiles(
  mapping: Mapping,
  snapshots: Snapshots,
  pairs: readonly AttachmentPair[],
  asked: MediaIds,
): Mapping {
  const media = mediaIdsOf(snapshots, pairs, asked);
  const nameByMediaId = new Map<string, string>();
  const mediaIdByName = new Map<string, string>();
  for (const file of snapshots.jira?.attachments ?? []) {
    const mediaId = media.get(file.id);
    if (!mediaId) continue;
    const name = nameAcross(file.id, snapshots.remote, pairs) ?? toSafeFileName(file.name);
    nameByMediaId.set(mediaId, name);
    // Of several files of one name the last one counts, as in Redmine.
    mediaIdByName.set(keyOf(name), mediaId);
  }
  const files: IssueFiles = {
    findName: (mediaId) => nameByMediaId.get(mediaId),
    findMediaId: (name) => mediaIdByName.get(keyOf(name)),
  };
  return { ...mapping, files };
}

function keyOf(name: string): string {
  return toSafeFileName(name).toLowerCase();
}

/** What is stored, what documents tell by themselves, and what was asked for. */
function mediaIdsOf(
  snapshots: Snapshots,
  pairs: readonly AttachmentPair[],
  asked: MediaIds,
): MediaIds {
  const stored = pairs.flatMap(({ jira, media }) => (media ? [[jira, media] as const] : []));
  return new Map([...learnMediaIds(snapshots.jira), ...stored, ...asked]);
}

/** Jira's editor writes a file's name beside its media id. */
function learnMediaIds(jira: Snapshot | undefined): readonly (readonly [string, string])[] {
  if (!jira) return [];
  return textsOf(jira)
    .flatMap(mediaOf)
    .flatMap(({ mediaId, alt }) => {
      const named = jira.attachments.filter(({ name }) => name === alt);
      const [file] = named;
      return file && named.length === 1 ? [[file.id, mediaId] as const] : [];
    });
}

function nameAcross(
  jiraId: string,
  remote: Snapshot | undefined,
  pairs: readonly AttachmentPair[],
): string | undefined {
  const pair = pairs.find(({ jira, is }) => jira === jiraId && (is === 'copy' || is === 'found'));
  return pair && remote?.attachments.find(({ id }) => id === pair.remote)?.name;
}

export interface MediaQuestion {
  readonly mapping: Mapping;
  /** Absent for an issue that has no twin yet: then every text is to cross. */
  readonly link?: Link;
  readonly comments: readonly CommentPair[];
  readonly attachments: readonly AttachmentPair[];
  readonly snapshots: Snapshots;
  readonly asked: MediaIds;
}

/**
 * Jira attachments whose media id has to be asked for, since a text that is about to cross shows
 * them. Empty where no text changed: a request for each is not to be spent on quiet.
 */
export function findFilesToAskFor(question: MediaQuestion): readonly string[] {
  const { attachments, snapshots, asked } = question;
  const known = mediaIdsOf(snapshots, attachments, asked);
  const files = snapshots.jira?.attachments ?? [];
  const crossing = SIDES.flatMap((side) => textsCrossing(question, snapshots[side]));
  const mediaIds = new Set(known.values());
  const hasStranger = crossing.some((text) =>
    mediaOf(text).some(({ mediaId }) => !mediaIds.has(mediaId)),
  );
  const sources = crossing.flatMap((text) => (text.format === 'adf' ? [] : [text.source]));
  return files
    .filter(({ id }) => !known.has(id))
    .filter(({ id, name }) => {
      const across = nameAcross(id, snapshots.remote, attachments);
      return hasStranger || (across !== undefined && isNamedIn(sources, across, name));
    })
    .map(({ id }) => id);
}

function isNamedIn(sources: readonly string[], ...names: readonly string[]): boolean {
  const wanted = names.flatMap((name) => [name, encodeURIComponent(name)]);
  return sources.some((source) =>
    wanted.some((name) => source.toLowerCase().includes(name.toLowerCase())),
  );
}

/** Whether a text shows or names a file that its own issue has. */
export function showsFiles(text: RichText, snapshot: Snapshot): boolean {
  if (text.format === 'adf') return mediaOf(text).length > 0;
  return snapshot.attachments.some(({ name }) => isNamedIn([text.source], name));
}

function textsCrossing(
  { mapping, link, comments }: MediaQuestion,
  snapshot: Snapshot | undefined,
): readonly RichText[] {
  if (!snapshot) return [];
  const { side } = snapshot;
  const fields = mapping.fields.flatMap((row): RichText[] => {
    const value = fieldOf(snapshot, row);
    if (value === null || typeof value === 'string') return [];
    return link?.sides[side].fields[row.field] === toBaseValue(value) ? [] : [value];
  });
  const said = snapshot.comments.flatMap(({ id, body, restricted, copyOf }): RichText[] => {
    const pair = comments.find((known) => known.origin === side && known[side] === id);
    const isOld = pair && (pair.withdrawn || pair.digest === toBaseValue(body));
    return restricted || copyOf !== null || isOld ? [] : [body];
  });
  return [...fields, ...said];
}

function textsOf(snapshot: Snapshot): readonly RichText[] {
  const fields = Object.values(snapshot.fields).filter(isRichText);
  return [...fields, ...snapshot.comments.map(({ body }) => body)];
}

function isRichText(value: unknown): value is RichText {
  return typeof value === 'object' && value !== null && 'format' in value;
}

interface ShownMedia {
  readonly mediaId: string;
  readonly alt: string | undefined;
}

/** The files that a document shows. */
function mediaOf(text: RichText): readonly ShownMedia[] {
  if (text.format !== 'adf') return [];
  const shown: ShownMedia[] = [];
  const pending: unknown[] = [text.doc];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node === null || typeof node !== 'object') continue;
    const { type, attrs, content } = node as {
      type?: unknown;
      attrs?: { id?: unknown; alt?: unknown };
      content?: unknown;
    };
    if ((type === 'media' || type === 'mediaInline') && typeof attrs?.id === 'string') {
      const alt = typeof attrs.alt === 'string' ? attrs.alt : undefined;
      shown.push({ mediaId: attrs.id, alt });
    }
    if (Array.isArray(content)) pending.push(...content);
  }
  return shown;
}

/** The pairs with what was learned, so that it is asked for once. */
export function keepMediaIds(
  pairs: readonly AttachmentPair[],
  asked: MediaIds,
): readonly AttachmentPair[] {
  const isNews = pairs.some(({ jira, media }) => media === undefined && asked.get(jira));
  if (!isNews) return pairs;
  return pairs.map((pair) => {
    const media = pair.media ?? asked.get(pair.jira);
    return media ? { ...pair, media } : pair;
  });
}
