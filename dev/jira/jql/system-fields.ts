/** Jira's own fields as JQL names them. */
import { adfToPlainText } from '../adf/plain-text';
import {
  ISSUE_TYPES,
  type Named,
  PRIORITIES,
  RESOLUTIONS,
  SECURITY_LEVELS,
  STATUSES,
} from '../site/names';
import type { Site } from '../site/site';
import type { IssueDoc } from '../state/model';
import { idsIn, type JqlField, ownedBy, people, reference, textOf } from './field-kinds';

const stored = (id: string) => (issue: IssueDoc) => idsIn(issue.fields[id]);

function named(list: readonly Pick<Named, 'id' | 'name'>[]) {
  return (word: string): readonly string[] =>
    list
      .filter(({ id, name }) => id === word || name.toLowerCase() === word.toLowerCase())
      .map(({ id }) => id);
}

const KEY = reference(
  (issue) => [issue.id],
  (word, site) => {
    const issue = site.world.findIssue(word);
    return issue === undefined ? [] : [issue.id];
  },
);

const CATEGORIES = Object.values(
  Object.fromEntries(STATUSES.map(({ category }) => [category.key, category])),
);

export const SYSTEM_JQL_FIELDS: Readonly<Record<string, JqlField>> = {
  project: reference(
    (issue) => [issue.projectId],
    (word, site) =>
      [...site.world.projects.values()]
        .filter(({ id, key, name }) =>
          [id, key.toLowerCase(), name.toLowerCase()].includes(word.toLowerCase()),
        )
        .map(({ id }) => id),
  ),
  key: KEY,
  issuekey: KEY,
  issue: KEY,
  id: KEY,
  status: reference((issue) => [issue.statusId], named(STATUSES)),
  statuscategory: reference(
    (issue) =>
      STATUSES.filter(({ id }) => id === issue.statusId).map(({ category }) => category.key),
    (word) =>
      CATEGORIES.filter(({ id, key, name }) =>
        [String(id), key, name.toLowerCase()].includes(word.toLowerCase()),
      ).map(({ key }) => key),
  ),
  issuetype: reference(stored('issuetype'), named(ISSUE_TYPES)),
  priority: reference(stored('priority'), named(PRIORITIES)),
  resolution: reference(stored('resolution'), (word) =>
    word.toLowerCase() === 'unresolved' ? ['unresolved'] : named(RESOLUTIONS)(word),
  ),
  level: reference(stored('security'), named(SECURITY_LEVELS)),
  assignee: reference(stored('assignee'), people),
  reporter: reference(stored('reporter'), people),
  creator: reference((issue) => [issue.creatorId], people),
  watcher: reference((issue) => issue.watchers, people),
  labels: reference(stored('labels'), (word) => [word], false),
  component: reference(stored('components'), ownedBy('components')),
  fixversion: reference(stored('fixVersions'), ownedBy('versions')),
  affectedversion: reference(stored('versions'), ownedBy('versions')),
  parent: reference(stored('parent'), (word, site) => {
    const issue = site.world.findIssue(word);
    return issue === undefined ? [] : [issue.id];
  }),
  created: { kind: 'moment', read: (issue) => issue.createdMs },
  updated: { kind: 'moment', read: (issue) => issue.updatedMs },
  resolved: { kind: 'moment', read: (issue) => issue.resolvedMs },
  statuscategorychangeddate: { kind: 'moment', read: (issue) => issue.statusChangedMs },
  due: { kind: 'day', read: (issue) => textOf(issue.fields.duedate) },
  summary: { kind: 'text', read: (issue) => textOf(issue.fields.summary) },
  description: { kind: 'text', read: (issue) => adfToPlainText(issue.fields.description) },
  environment: { kind: 'text', read: (issue) => adfToPlainText(issue.fields.environment) },
  comment: { kind: 'text', read: readComments },
  text: {
    kind: 'text',
    read: (issue, site) =>
      [
        textOf(issue.fields.summary) ?? '',
        adfToPlainText(issue.fields.description),
        readComments(issue, site),
      ].join(' '),
  },
};

export const JQL_ALIASES: Readonly<Record<string, string>> = {
  type: 'issuetype',
  duedate: 'due',
  createddate: 'created',
  updateddate: 'updated',
  resolutiondate: 'resolved',
};

function readComments(issue: IssueDoc, site: Site): string {
  return site.world.commentsByIssue
    .of(issue.id)
    .map(({ body }) => adfToPlainText(body))
    .join(' ');
}
