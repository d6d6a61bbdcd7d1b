/** What rules that came later mean for existing pairs: shown, and written when an admin says so. */
import { pageStore } from '../../app/admin';
import { syncPorts } from '../../app/sync';
import type { Mapping } from '../../core/mapping';
import type { FieldValue, Side } from '../../core/model';
import type { ReseedWrite } from '../../core/reseed';
import type { AdminAnswers } from '../../shared/api';
import { type PreviewedPair, previewPairs as preview } from '../../sync/link/preview-pairs';
import { CallRefused } from '../answer-call';
import { showText } from '../show-text';
import { adminEntry } from './configuration';

type View = AdminAnswers['previewPairs']['pairs'][number];

/** A few pairs of the mapping. */
export async function previewPairs(request: {
  readonly mappingId: string;
  readonly seed: Side;
  readonly cursor?: string | undefined;
}): Promise<AdminAnswers['previewPairs']> {
  const mapping = await getMapping(request.mappingId);
  const { pairs, cursor } = await preview(syncPorts, mapping, request.seed, request.cursor ?? null);
  const telling = pairs.filter(({ obstacle, writes }) => obstacle !== null || writes.length > 0);
  return { pairs: telling.map((pair) => viewPair(mapping, pair)), looked: pairs.length, cursor };
}

/** Starts it; it goes on in the background, and the audit tells of each write. */
export async function applyToPairs(
  { mappingId, seed }: { readonly mappingId: string; readonly seed: Side },
  accountId: string,
): Promise<null> {
  await getMapping(mappingId);
  const kept = await syncPorts.queue.push(
    [{ v: 1, kind: 'apply-rules', mappingId, seed, cause: accountId, cursor: null }],
    'background',
  );
  if (kept === 'refused') throw new CallRefused('The queue is full; try again in a minute.');
  await pageStore.tellOfMapping(mappingId, {
    ...adminEntry('apply-rules', seed, accountId),
    mappingId,
  });
  return null;
}

async function getMapping(mappingId: string): Promise<Mapping> {
  const { mapping } = await syncPorts.store.loadRun(mappingId, null);
  if (!mapping) throw new CallRefused(`There is no mapping "${mappingId}".`);
  return mapping;
}

function viewPair(mapping: Mapping, { link, obstacle, writes, snapshots }: PreviewedPair): View {
  return {
    linkId: link.id,
    jiraKey: link.sides.jira.key,
    remoteKey: link.sides.remote.key,
    obstacle,
    writes: writes.map((write) => ({
      field: write.field,
      side: write.side,
      from: show(write.from, snapshots?.[write.side].labels[write.field]),
      to: show(write.to, nameAcross(mapping, write)),
    })),
  };
}

function show(value: FieldValue, label: string | undefined): string | null {
  if (value === null) return null;
  return typeof value === 'string' ? (label ?? value) : showText(value);
}

/** People are known by name; of other ids the field's own history shows what they are. */
function nameAcross({ people }: Mapping, { side, to }: ReseedWrite): string | undefined {
  const person = people.find((candidate) => candidate[side] === to);
  return person && (side === 'jira' ? person.jiraName : person.remoteName);
}
