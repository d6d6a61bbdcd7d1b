/** Whom the app tells, and what it told: two small documents, read together. */
import { kvs } from '@forge/kvs';
import * as z from 'zod';
import { ALARM_KINDS } from '../core/notices/alarm';
import { NOTICE_LANGUAGES } from '../core/notices/words';
import type { NoticeSettings, NoticeState, NoticeStore } from '../ports/notices';
import { APP_STREAM, saveWithAudit } from './audit-store';
import { getAll } from './get-all';
import { NOTICE_SETTINGS_KEY, NOTICES_KEY } from './keys';
import { versioned } from './stored/versioned';

const settingsSchema: z.ZodType<NoticeSettings> = z.object({
  language: z.enum(NOTICE_LANGUAGES),
  place: z
    .object({ projectId: z.string(), projectKey: z.string(), issueTypeId: z.string() })
    .nullable(),
  remindAfterMs: z.number(),
  tellsPeople: z.boolean(),
});

const newsSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('conflict'), mappingId: z.string(), linkId: z.string() }),
  z.object({
    kind: z.literal('edit'),
    mappingId: z.string(),
    linkId: z.string(),
    field: z.string(),
    atMs: z.number(),
  }),
]);

const stateSchema: z.ZodType<NoticeState> = z.object({
  alarms: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(ALARM_KINDS),
      what: z.string(),
      sinceMs: z.number(),
      issueId: z.string(),
      issueKey: z.string(),
      toldAtMs: z.number(),
      times: z.number(),
      goneAtMs: z.number().nullable(),
    }),
  ),
  untold: z.array(newsSchema),
  failure: z.object({ message: z.string(), sinceMs: z.number() }).nullable(),
});

const NOTHING_TOLD: NoticeState = { alarms: [], untold: [], failure: null };

export const noticeStore: NoticeStore = {
  async loadNotices() {
    const found = await getAll([{ key: NOTICE_SETTINGS_KEY }, { key: NOTICES_KEY }]);
    const settings = found.get(NOTICE_SETTINGS_KEY);
    const state = found.get(NOTICES_KEY);
    return {
      settings: settings === undefined ? null : settingsSchema.parse(settings),
      state: state === undefined ? NOTHING_TOLD : stateSchema.parse(state),
    };
  },

  async saveNotices(state, audit) {
    if (audit.length === 0) await kvs.set(NOTICES_KEY, versioned(state));
    else {
      await saveWithAudit(APP_STREAM, audit, (transaction) => {
        transaction.set(NOTICES_KEY, versioned(state));
      });
    }
  },
};

/** `null`: nobody is told of anything, and what was told is forgotten. */
export async function saveNoticeSettings(settings: NoticeSettings | null): Promise<void> {
  if (settings) await kvs.set(NOTICE_SETTINGS_KEY, versioned(settings));
  else {
    await kvs.delete(NOTICE_SETTINGS_KEY);
    await kvs.delete(NOTICES_KEY);
  }
}
