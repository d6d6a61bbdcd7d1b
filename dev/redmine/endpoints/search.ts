import { type Context, formatInstant } from '../context';
import type { Issue, Project } from '../data/model';
import { type Answer, notModelled, ok } from '../http/answer';
import { pageOf } from '../http/paging';
import { isBlank, textOf } from '../http/params';
import { wordsOf } from '../query/match';
import { authorize, authorizeAnywhere, getProject } from '../rules/authorize';
import { isClosedStatus } from '../rules/issue-tree';
import { isAllowed } from '../rules/permissions';
import { isIssueVisible, visibleJournal } from '../rules/visibility';

const OTHER_KINDS = ['news', 'documents', 'changesets', 'wiki_pages', 'messages', 'projects'];

/** Issues by words in subject, description and notes; nothing else of what Redmine searches. */
export function search(context: Context): Answer {
  const { params, path, db } = context;
  const project = path.project === undefined ? undefined : getProject(context, path.project);
  if (project === undefined) authorizeAnywhere(context, 'search/index');
  else authorize(context, 'search/index', project);
  if (isBlank(params.issues) || OTHER_KINDS.some((kind) => !isBlank(params[kind]))) {
    return notModelled('GET /search.json for more than issues=1');
  }
  const words = wordsOf(textOf(params.q)).map((word) => word.toLowerCase());
  const found = db
    .all('issue')
    .filter((issue) => words.length > 0 && isFound(context, issue, words, project))
    .sort((a, b) => b.createdOnMs - a.createdOnMs || b.id - a.id);
  const page = pageOf(context, found);
  return ok({
    results: page.items.map((issue) => renderResult(context, issue)),
    ...page.meta,
    total_count: words.length === 0 ? null : page.meta.total_count,
  });
}

function isFound(
  context: Context,
  issue: Issue,
  words: readonly string[],
  project: Project | undefined,
): boolean {
  const { db, actor, params } = context;
  if (project !== undefined && issue.projectId !== project.id) return false;
  if (!isBlank(params.open_issues) && isClosedStatus(db, issue.statusId)) return false;
  if (!isIssueVisible(db, actor, issue)) return false;
  const texts = [issue.subject];
  if (isBlank(params.titles_only)) {
    texts.push(issue.description ?? '', ...notesOf(context, issue));
  }
  const all = params.all_words === undefined || !isBlank(params.all_words);
  const has = (word: string): boolean => texts.some((text) => text.toLowerCase().includes(word));
  return all ? words.every(has) : words.some(has);
}

function notesOf(context: Context, issue: Issue): readonly string[] {
  const { db, actor } = context;
  if (!isAllowed(db, actor, 'view_issues', db.get('project', issue.projectId))) return [];
  return db
    .where('journal', 'issueId', issue.id)
    .flatMap((journal) => visibleJournal(db, actor, journal)?.notes ?? []);
}

function renderResult(context: Context, issue: Issue) {
  const { db } = context;
  const tracker = db.get('tracker', issue.trackerId).name;
  const status = db.get('status', issue.statusId);
  return {
    id: issue.id,
    title: `${tracker} #${issue.id} (${status.name}): ${issue.subject}`,
    type: status.isClosed ? 'issue-closed' : 'issue',
    url: `${context.baseUrl}/issues/${issue.id}`,
    description: issue.description,
    datetime: formatInstant(issue.createdOnMs),
  };
}
