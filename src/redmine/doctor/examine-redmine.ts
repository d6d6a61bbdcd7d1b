/**
 * Looks at one Redmine, point by point, for everything that a sync needs of it. Reads only, and few:
 * one account, one page, and for each of the first mapped projects itself and the key's roles there.
 */
import * as z from 'zod';
import { type Finding, findingOf } from '../../core/doctor/finding';
import type { Mapping } from '../../core/mapping';
import type { TextFormat } from '../../core/model';
import { type Answer, parseAnswer } from '../../http/answer';
import { rememberReads } from '../../http/remember-reads';
import { wordsOf } from '../../http/words-of';
import type { Clock } from '../../ports';
import type { RedmineClient, RedmineRequest } from '../client';
import { listCustomFields, listShownFields } from '../custom-fields';
import { accessSchema, type RedmineAccess } from './access';
import { examineProject } from './examine-project';
import { readRedmineSettings } from './issue-page';

export interface ExaminedConnection {
  /** Of a connection that is set up; the mappings that it serves. */
  readonly mappings: readonly Mapping[];
  readonly textFormat: TextFormat;
  readonly clock: Clock;
}

/** Forge lets an app ask one address a hundred times a minute. */
export const MAX_PROJECTS = 10;

/** Dates are compared within seconds, and signatures are good for five minutes. */
const MAX_CLOCK_DIFFERENCE_MS = 60_000;
const SLOW_ANSWER_MS = 2_000;

const newestSchema = z.object({ issues: z.array(z.object({ id: z.number() })) });

/**
 * Never throws for what Redmine answers: that is a finding.
 * @param open makes the client; an address that must not be asked is a finding, too
 */
export async function examineRedmine(
  open: () => RedmineClient,
  connection: ExaminedConnection,
): Promise<readonly Finding[]> {
  try {
    const redmine = open();
    const nameOf = ({ path, query }: RedmineRequest) => `${path}?${new URLSearchParams(query)}`;
    const client = { ...redmine, ...rememberReads(redmine, nameOf) };
    const startMs = connection.clock.nowMs();
    const answer = await client.send({
      method: 'GET',
      path: '/users/current.json',
      query: { include: 'memberships' },
      accept: [401, 403],
    });
    const reached = [
      findingOf('reached', 'well'),
      ...examineAnswer(answer, connection.clock.nowMs() - startMs),
    ];
    const refusal = refusalOf(answer);
    if (refusal) return [...reached, refusal];
    const { user } = parseAnswer(answer, accessSchema);
    const name = `${user.firstname} ${user.lastname}`.trim();
    return [
      ...reached,
      findingOf('rest-on', 'well'),
      findingOf('key', 'well', name),
      ...(await examineInside(client, user, connection)),
    ];
  } catch (error) {
    return [findingOf('reached', 'broken', wordsOf(error))];
  }
}

/** With REST switched off Redmine answers 403 to whoever is not signed in, with it on 401. */
function refusalOf({ status }: Answer): Finding | null {
  if (status === 401) return findingOf('key', 'broken');
  return status === 403 ? findingOf('rest-on', 'broken') : null;
}

function examineAnswer(answer: Answer, tookMs: number): readonly Finding[] {
  const seconds = Math.round(answer.clockOffsetMs / 1000);
  const isFar = Math.abs(answer.clockOffsetMs) > MAX_CLOCK_DIFFERENCE_MS;
  return [
    answer.serverAtMs === null
      ? findingOf('clock', 'untold')
      : findingOf('clock', isFar ? 'doubtful' : 'well', String(seconds)),
    findingOf('answer-time', tookMs > SLOW_ANSWER_MS ? 'doubtful' : 'well', String(tookMs)),
  ];
}

async function examineInside(
  client: RedmineClient,
  user: RedmineAccess,
  connection: ExaminedConnection,
): Promise<readonly Finding[]> {
  const examined = connection.mappings.slice(0, MAX_PROJECTS);
  const left = connection.mappings.length - examined.length;
  const found = await Promise.all([
    ...examined.map((mapping) => examineProject(client, user, mapping)),
    examineCustomFields(client, examined),
    examineSettings(client, connection, examined),
  ]);
  const notExamined = left === 0 ? [] : [findingOf('not-examined', 'untold', String(left))];
  return [...found.flat(), ...notExamined];
}

/** A key that is no administrator's sees the fields that issues show, and not what they hold. */
async function examineCustomFields(
  client: RedmineClient,
  mappings: readonly Mapping[],
): Promise<readonly Finding[]> {
  const mapped = mappings.filter((mapping) => customFieldsOf(mapping).length > 0);
  if (mapped.length === 0) return [];
  try {
    const all = await listCustomFields(client);
    const missing = await Promise.all(
      mapped.map(async (mapping) => {
        const shown = all ?? (await listShownFields(client, Number(mapping.remote.projectId)));
        const keys = new Set(shown.map(({ key }) => key));
        const lacking = customFieldsOf(mapping).filter((key) => !keys.has(key));
        const level = lacking.length === 0 ? 'well' : all ? 'broken' : 'doubtful';
        const detail = lacking.join(', ') || null;
        return findingOf('custom-fields', level, detail, mapping.remote.projectKey);
      }),
    );
    return [...missing, ...(all ? [] : [findingOf('custom-field-types', 'untold')])];
  } catch (error) {
    return [findingOf('custom-fields', 'untold', wordsOf(error))];
  }
}

function customFieldsOf({ fields }: Mapping): readonly string[] {
  return fields.flatMap(({ remote }) => (/^cf_\d+$/.test(remote) ? [remote] : []));
}

async function examineSettings(
  client: RedmineClient,
  { textFormat }: ExaminedConnection,
  mappings: readonly Mapping[],
): Promise<readonly Finding[]> {
  try {
    const [newest] = (await Promise.all(mappings.map((one) => findNewest(client, one)))).flat();
    const settings = newest === undefined ? null : await readRedmineSettings(client, newest);
    return [
      formatFinding(settings?.textFormat ?? null, textFormat),
      fileFinding(settings?.maxFileBytes ?? null, mappings),
    ];
  } catch (error) {
    return ['text-format', 'file-size'].map((kind) =>
      findingOf(kind as 'text-format' | 'file-size', 'untold', wordsOf(error)),
    );
  }
}

async function findNewest(client: RedmineClient, { remote }: Mapping): Promise<readonly number[]> {
  const answer = await client.send({
    method: 'GET',
    path: '/issues.json',
    query: { project_id: remote.projectId, status_id: '*', sort: 'id:desc', limit: '1' },
    accept: [403, 404],
  });
  return answer.status === 200 ? parseAnswer(answer, newestSchema).issues.map(({ id }) => id) : [];
}

function formatFinding(told: TextFormat | null, chosen: TextFormat): Finding {
  if (told === null) return findingOf('text-format', 'untold');
  return findingOf('text-format', told === chosen ? 'well' : 'broken', told);
}

/** Files that the mapping would carry and Redmine would refuse become Problems one by one. */
function fileFinding(maxBytes: number | null, mappings: readonly Mapping[]): Finding {
  if (maxBytes === null) return findingOf('file-size', 'untold');
  const wanted = Math.max(0, ...mappings.map(({ attachments }) => attachments?.maxBytes ?? 0));
  return findingOf('file-size', wanted > maxBytes ? 'doubtful' : 'well', String(maxBytes));
}
