import { describe, expect, it } from 'vitest';
import { type Conflict, linkIdOf, type Problem, stateOfLink } from '../../../src/core/link';
import { aLink, NOW_MS } from '../../support/builders';

const CONFLICT: Conflict = {
  field: 'summary',
  kind: 'both-changed',
  jira: 'a',
  remote: 'b',
  labels: { jira: null, remote: null },
  foundAtMs: NOW_MS,
  jiraAuthor: null,
  remoteAuthor: null,
};
const PROBLEM: Problem = {
  kind: 'issue-hidden',
  side: 'jira',
  field: null,
  value: null,
  message: 'hidden',
  foundAtMs: NOW_MS,
};

describe('the one word that a link is in', () => {
  it('is what wants a person first', () => {
    const all = { conflicts: [CONFLICT], problems: [PROBLEM], paused: true };
    expect([
      stateOfLink(aLink()),
      stateOfLink(aLink({}, { paused: true })),
      stateOfLink(aLink({}, { ...all, conflicts: [] })),
      stateOfLink(aLink({}, all)),
    ]).toEqual(['ok', 'paused', 'problem', 'conflict']);
  });
});

describe("a link's id", () => {
  it('names the connection and the remote issue', () => {
    expect(linkIdOf('main', '12')).toBe('main:12');
  });
});
