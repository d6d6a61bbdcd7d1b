/** People who log the time that they spend, by the REST APIs of both sides. */
import { z } from 'zod';
import { apiKeyOf, DEMO_SEED } from '../../../dev/redmine/seed/demo-seed';
import { doc, readPlain } from './adf';
import type { World } from './open-world';
import { sendJson } from './send-json';

/** Like `2026-11-20 1.5h`, and what is said of it. */
export type ShownTime = readonly [dayAndHours: string, said: string];

const worklogsSchema = z.object({
  worklogs: z.array(
    z.object({
      id: z.string(),
      started: z.string(),
      timeSpentSeconds: z.number(),
      comment: z.unknown(),
    }),
  ),
});

const entriesSchema = z.object({
  time_entries: z.array(
    z.object({
      id: z.number(),
      spent_on: z.string(),
      hours: z.number(),
      comments: z.string().nullish(),
      activity: z.object({ name: z.string() }),
    }),
  ),
});

/** Ada, who logs work in Jira. */
export function jiraTimeKeeper(world: World) {
  const authorization = `Basic ${Buffer.from('ada@example.com:token').toString('base64')}`;
  const send = (method: string, path: string, body?: unknown) =>
    sendJson(`${world.process.urls.jira}/rest/api/3/issue/${path}`, {
      method,
      body,
      headers: { authorization },
    });
  const read = async (key: string) =>
    worklogsSchema.parse(await send('GET', `${key}/worklog`)).worklogs;
  return {
    async log(key: string, timeSpent: string, text: string, more: object = {}): Promise<string> {
      const worklog = { timeSpent, started: '2026-11-02T15:00:00.000+0000', comment: doc(text) };
      const added = await send('POST', `${key}/worklog`, { ...worklog, ...more });
      return z.object({ id: z.string() }).parse(added).id;
    },
    async change(key: string, id: string, changes: object): Promise<void> {
      await send('PUT', `${key}/worklog/${id}`, changes);
    },
    async remove(key: string, id: string): Promise<void> {
      await send('DELETE', `${key}/worklog/${id}`);
    },
    async list(key: string): Promise<readonly ShownTime[]> {
      return (await read(key)).map(({ started, timeSpentSeconds, comment }) => [
        `${new Date(started).toISOString().slice(0, 10)} ${timeSpentSeconds / 3_600}h`,
        readPlain(comment) ?? '',
      ]);
    },
    async readRemaining(key: string): Promise<number | null> {
      const schema = z.object({ fields: z.object({ timeestimate: z.number().nullable() }) });
      return schema.parse(await send('GET', `${key}?fields=timeestimate`)).fields.timeestimate;
    },
  };
}

/** Ada, who logs time in Redmine. */
export function redmineTimeKeeper(world: World) {
  const apiKey = apiKeyOf(DEMO_SEED, 'ada');
  const send = (method: string, path: string, body?: unknown) =>
    sendJson(`${world.process.urls.redmine}/${path}`, {
      method,
      body,
      headers: { 'x-redmine-api-key': apiKey },
    });
  const findActivity = async (name: string) => {
    const listed = await send('GET', 'enumerations/time_entry_activities.json');
    const schema = z.object({
      time_entry_activities: z.array(z.object({ id: z.number(), name: z.string() })),
    });
    return schema.parse(listed).time_entry_activities.find((one) => one.name === name)?.id;
  };
  return {
    async log(issueId: number, hours: number, comments: string, activity: string): Promise<number> {
      const activity_id = await findActivity(activity);
      const spent = { issue_id: issueId, hours, comments, activity_id, spent_on: '2026-11-03' };
      const added = await send('POST', 'time_entries.json', { time_entry: spent });
      return z.object({ time_entry: z.object({ id: z.number() }) }).parse(added).time_entry.id;
    },
    async change(id: number, time_entry: object): Promise<void> {
      await send('PUT', `time_entries/${id}.json`, { time_entry });
    },
    async remove(id: number): Promise<void> {
      await send('DELETE', `time_entries/${id}.json`);
    },
    async list(issueId: number): Promise<readonly ShownTime[]> {
      const listed = await send('GET', `time_entries.json?issue_id=${issueId}&limit=100`);
      const { time_entries } = entriesSchema.parse(listed);
      return time_entries
        .toSorted((a, b) => a.id - b.id)
        .map(({ spent_on, hours, comments, activity }) => [
          `${spent_on} ${hours}h`,
          `${activity.name}: ${(comments ?? '').replace(/ ?\(([^()]+): \S+\)$/, ' ($1)').trim()}`,
        ]);
    },
  };
}
