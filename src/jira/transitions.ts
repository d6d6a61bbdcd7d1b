/**
 * Brings an issue to a status the way Jira wants it: by transitions. The direct one where there is
 * one, else a path of at most four through the workflow, never through a Done status on the way.
 * Screens are filled from the mapping's defaults: a resolution wherever work is done, anything else
 * where Jira demands it, since what an issue has already is not to be overwritten.
 */
import type { Mapping } from '../core/mapping';
import { parseAnswer } from '../http/answer';
import { fieldErrorsOf, type JiraClient, route, toRefusal } from './client';
import { toJiraValue } from './field-values';
import {
  placeSchema,
  samplesSchema,
  transitionsSchema,
  typeStatusesSchema,
  type WireTransition,
} from './wire';
import { findFirstHop, guessForwardHop, MAX_HOPS } from './workflow-path';

export type WalkResult =
  | { readonly kind: 'arrived' }
  /** It stands where it stood, or on a status on the way; the message names it. */
  | { readonly kind: 'stuck'; readonly message: string };

type Screens = NonNullable<Mapping['screens']>;

/** What issues of one type in one project can do, as far as it was seen. */
interface Workflow {
  readonly offered: Map<string, readonly WireTransition[]>;
  readonly statuses: Awaited<ReturnType<typeof readStatuses>>;
}

/** Workflows that were looked at, for as long as a tracker is open; by project and type. */
export type KnownWorkflows = Map<string, Workflow>;

const RESOLUTION = 'resolution';

/** How many of the project's newest issues are asked what they can do next. */
const SAMPLE_SIZE = 50;

/**
 * @throws PermanentError, RetryLaterError of the calls; a refused transition is a result
 */
export async function walkToStatus(
  client: JiraClient,
  issueId: string,
  targetId: string,
  screens: Screens = {},
  known: KnownWorkflows = new Map(),
): Promise<WalkResult> {
  const offered = await readTransitions(client, issueId, screens);
  const direct = offered.find((transition) => transition.to.id === targetId);
  return direct
    ? takeTransition(client, issueId, direct, screens)
    : walkPath(client, issueId, targetId, offered, screens, known);
}

async function walkPath(
  client: JiraClient,
  issueId: string,
  targetId: string,
  offeredFirst: readonly WireTransition[],
  screens: Screens,
  known: KnownWorkflows,
): Promise<WalkResult> {
  const place = await readPlace(client, issueId);
  // A run before us was cut off after its last step.
  if (place.status.id === targetId) return { kind: 'arrived' };
  const name = `${place.project.id} ${place.issuetype.id}`;
  let isOld = known.has(name);
  let workflow = known.get(name) ?? (await readWorkflow(client, place));
  const visited = new Set<string>();
  let at = place.status.id;
  let offered = offeredFirst;
  let isOwn = true;
  while (visited.size < MAX_HOPS) {
    const hopsLeft = MAX_HOPS - visited.size;
    let next = findNext(workflow, { at, offered, targetId, hopsLeft, visited });
    if (!next && isOld) {
      // Somebody may have changed it, or its statuses are used by more issues by now.
      isOld = false;
      workflow = await readWorkflow(client, place);
      next = findNext(workflow, { at, offered, targetId, hopsLeft, visited });
    }
    known.set(name, workflow);
    const taken = next && (await takeTransition(client, issueId, next, screens));
    if (next && taken?.kind === 'arrived') {
      if (next.to.id === targetId) return taken;
      visited.add(at);
      at = next.to.id;
      // Which fields a screen has, others were not asked.
      const seen = Object.keys(screens).length > 0 ? undefined : workflow.offered.get(at);
      offered = seen ?? (await readTransitions(client, issueId, screens));
      isOwn = seen === undefined;
    } else if (isOwn) {
      if (taken) return taken;
      break;
    } else {
      // A condition may let other issues do what this one cannot.
      offered = await readTransitions(client, issueId, screens);
      isOwn = true;
    }
  }
  const from = workflow.statuses.get(at)?.name ?? at;
  const to = workflow.statuses.get(targetId)?.name ?? targetId;
  const possible = offered.map((transition) => `"${transition.to.name}"`).join(', ') || 'nothing';
  const message = `no way from "${from}" to "${to}" in at most ${MAX_HOPS} transitions without passing a Done status; possible next: ${possible}`;
  return { kind: 'stuck', message };
}

interface Step {
  readonly at: string;
  /** What the issue itself can do there. */
  readonly offered: readonly WireTransition[];
  readonly targetId: string;
  readonly hopsLeft: number;
  readonly visited: ReadonlySet<string>;
}

function findNext(
  { offered: map, statuses }: Workflow,
  { at, offered, targetId, hopsLeft, visited }: Step,
): WireTransition | null | undefined {
  map.set(at, offered);
  const here = statuses.get(at);
  const target = statuses.get(targetId);
  return (
    findFirstHop(map, at, targetId, hopsLeft, visited) ??
    (here && target && guessForwardHop(map, here, target.category, hopsLeft, visited))
  );
}

async function readWorkflow(client: JiraClient, place: Place): Promise<Workflow> {
  const [offered, statuses] = await Promise.all([
    sampleWorkflow(client, place),
    readStatuses(client, place),
  ]);
  return { offered, statuses };
}

interface Place {
  readonly project: { readonly id: string };
  readonly issuetype: { readonly id: string };
  readonly status: { readonly id: string };
}

async function readPlace(client: JiraClient, issueId: string): Promise<Place> {
  const path = route`/rest/api/3/issue/${issueId}?fields=project,issuetype,status`;
  return parseAnswer(await client.send({ method: 'GET', path }), placeSchema).fields;
}

/** With their screens only where something could be filled in. */
async function readTransitions(client: JiraClient, issueId: string, screens: Screens) {
  const path =
    Object.keys(screens).length > 0
      ? route`/rest/api/3/issue/${issueId}/transitions?expand=transitions.fields`
      : route`/rest/api/3/issue/${issueId}/transitions`;
  return parseAnswer(await client.send({ method: 'GET', path }), transitionsSchema).transitions;
}

/** What issues of the same type and project can do next, by the status they stand in. */
async function sampleWorkflow(client: JiraClient, place: Place) {
  const answer = await client.send({
    method: 'POST',
    path: route`/rest/api/3/search/jql`,
    readsOnly: true,
    body: {
      jql: `project = ${place.project.id} AND issuetype = ${place.issuetype.id} ORDER BY updated DESC`,
      maxResults: SAMPLE_SIZE,
      fields: ['status'],
      expand: 'transitions',
    },
  });
  const map = new Map<string, readonly WireTransition[]>();
  for (const { fields, transitions } of parseAnswer(answer, samplesSchema).issues) {
    if (transitions && !map.has(fields.status.id)) map.set(fields.status.id, transitions);
  }
  return map;
}

async function readStatuses(client: JiraClient, place: Place) {
  const path = route`/rest/api/3/project/${place.project.id}/statuses`;
  const types = parseAnswer(await client.send({ method: 'GET', path }), typeStatusesSchema);
  const statuses = types.find((type) => type.id === place.issuetype.id)?.statuses ?? [];
  return new Map(
    statuses.map(({ id, name, statusCategory }) => [
      id,
      { id, name, category: statusCategory.key },
    ]),
  );
}

async function takeTransition(
  client: JiraClient,
  issueId: string,
  transition: WireTransition,
  screens: Screens,
): Promise<WalkResult> {
  const { errors, message } = await postTransition(client, issueId, transition, {
    ...resolutionFor(transition, screens),
  });
  if (message === null) return { kind: 'arrived' };
  const demanded = [...errors.keys()].filter((key) => key !== RESOLUTION);
  const missing = demanded.filter((key) => screens[key] === undefined);
  if (demanded.length === 0 || missing.length > 0) return { kind: 'stuck', message };
  const again = await postTransition(client, issueId, transition, {
    ...resolutionFor(transition, screens),
    ...fill(demanded, screens),
  });
  return again.message === null ? { kind: 'arrived' } : { kind: 'stuck', message: again.message };
}

/** Work that is done has a resolution, work that is taken up again has none. */
function resolutionFor(transition: WireTransition, screens: Screens): Record<string, unknown> {
  if (!transition.fields?.[RESOLUTION]) return {};
  const isDone = transition.to.statusCategory.key === 'done';
  return isDone ? fill([RESOLUTION], screens) : { [RESOLUTION]: null };
}

function fill(keys: readonly string[], screens: Screens): Record<string, unknown> {
  return Object.fromEntries(
    keys.flatMap((key) => {
      const given = screens[key];
      return given ? [[key, toJiraValue(given.kind, given.value)]] : [];
    }),
  );
}

interface TransitionAnswer {
  /** What Jira says of single fields of the screen. */
  readonly errors: ReadonlyMap<string, string>;
  /** `null` where the transition was made. */
  readonly message: string | null;
}

async function postTransition(
  client: JiraClient,
  issueId: string,
  transition: WireTransition,
  fields: Readonly<Record<string, unknown>>,
): Promise<TransitionAnswer> {
  const request = {
    method: 'POST',
    path: route`/rest/api/3/issue/${issueId}/transitions`,
    body: {
      transition: { id: transition.id },
      ...(Object.keys(fields).length > 0 ? { fields } : {}),
    },
    accept: [400],
  } as const;
  const answer = await client.send(request);
  if (answer.status !== 400) return { errors: new Map(), message: null };
  const errors = fieldErrorsOf(answer, request.body);
  const { message } = toRefusal(answer, request);
  const hint = errors.size > 0 ? '. Give the field a value under "screens" of the mapping' : '';
  return { errors, message: `${message}${hint}` };
}
