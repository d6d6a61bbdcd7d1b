import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseJiraEvent } from '../../../src/jira/event';

const place = {
  issue: { id: '10102', key: 'WEB-102', fields: { project: { id: '10000', key: 'WEB' } } },
};
const base = { selfGenerated: false, timestamp: '1790584137824', atlassianId: 'ada-1' };

const bell = {
  issueId: '10102',
  projectId: '10000',
  atMs: 1_790_584_137_824,
  changelogId: null,
  authorId: 'ada-1',
};

describe('a Jira event', () => {
  it.each([
    ['avi:jira:created:issue', 'issue-created'],
    ['avi:jira:updated:issue', 'issue-updated'],
    ['avi:jira:deleted:issue', 'issue-deleted'],
    ['avi:jira:commented:issue', 'comment'],
    ['avi:jira:deleted:comment', 'comment-deleted'],
  ])('%s rings for its issue', (eventType, kind) => {
    expect(parseJiraEvent({ ...base, ...place, eventType })).toEqual({
      kind: 'bell',
      bell: { kind, ...bell },
    });
  });

  it('of an update names the changelog entry', () => {
    const event = {
      ...base,
      ...place,
      eventType: 'avi:jira:updated:issue',
      changelog: { id: '20003', items: [] },
    };
    expect(parseJiraEvent(event)).toEqual({
      kind: 'bell',
      bell: { kind: 'issue-updated', ...bell, changelogId: 20003 },
    });
  });

  it.each([
    ['avi:jira:created:attachment', 'attachment'],
    ['avi:jira:deleted:attachment', 'attachment-deleted'],
  ])('%s rings for the issue that the attachment is on', (eventType, kind) => {
    const attachment = { id: '50001', issueId: '10102', projectId: '10000' };
    expect(parseJiraEvent({ ...base, attachment, eventType })).toEqual({
      kind: 'bell',
      bell: { kind, ...bell },
    });
  });

  it.each([
    ['nothing', undefined, 'a Jira event of unknown shape (no object)'],
    [
      'another event',
      { ...base, eventType: 'avi:jira:created:issuelink' },
      'a Jira event of a type that was not asked for',
    ],
    [
      'an issue event without its issue',
      { ...base, eventType: 'avi:jira:created:issue' },
      'a Jira event avi:jira:created:issue without an issue',
    ],
    [
      'an event without a time',
      { ...place, eventType: 'avi:jira:created:issue' },
      'a Jira event of unknown shape (timestamp)',
    ],
  ])('that is %s is unknown', (_what, event, message) => {
    expect(parseJiraEvent(event)).toEqual({ kind: 'unknown', message });
  });
});

const samples = process.env.FORGE_EVENTS ?? '';
const files = ['issue-created', 'issue-updated-status', 'comment-created', 'attachment-deleted'];

describe.skipIf(!existsSync(samples))(
  'live Jira events (set FORGE_EVENTS to a folder of them)',
  () => {
    it.each(files)('%s.json rings', (file) => {
      const event: unknown = JSON.parse(readFileSync(join(samples, `${file}.json`), 'utf8'));
      expect(parseJiraEvent(event)).toMatchObject({ kind: 'bell', bell: { projectId: '10000' } });
    });
  },
);
