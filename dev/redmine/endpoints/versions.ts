import { type Context, formatInstant } from '../context';
import type { Version } from '../data/model';
import { type Answer, created, DONE, invalid, ok } from '../http/answer';
import { isParamObject, type ParamObject, textOf } from '../http/params';
import { customFieldsOf as renderCustomFields } from '../render/named';
import { authorize, getProject, notFound } from '../rules/authorize';
import { customFieldErrors, isDay } from '../rules/custom-field-errors';
import {
  assignValues,
  completeValues,
  customFieldsOf,
  sentCustomValues,
  storedValues,
} from '../rules/custom-fields';
import { complain } from '../rules/error-texts';
import { isLeaf, projectRoot } from '../rules/issue-tree';
import { isAdmin, isAllowed } from '../rules/permissions';
import { sharedVersions } from '../rules/versions';
import { isIssueVisible, isTimeEntryVisible } from '../rules/visibility';

const STATUSES = ['open', 'locked', 'closed'] as const;
const SHARINGS = ['none', 'descendants', 'hierarchy', 'tree', 'system'] as const;

/** A project's versions and those shared with it. */
export function listVersions(context: Context): Answer {
  const project = getProject(context, context.path.project ?? '');
  authorize(context, 'versions/index', project);
  const versions = sharedVersions(context.db, project);
  return ok({
    versions: versions.map((version) => renderVersion(context, version, { alone: false })),
    total_count: versions.length,
  });
}

export function showVersion(context: Context): Answer {
  const version = getVersion(context, 'versions/show');
  return ok({ version: renderVersion(context, version, { alone: true }) });
}

export function createVersion(context: Context): Answer {
  const { db, nowMs } = context;
  const project = getProject(context, context.path.project ?? '');
  authorize(context, 'versions/create', project);
  const draft = edited(
    context,
    {
      projectId: project.id,
      name: '',
      description: '',
      status: 'open',
      dueDate: null,
      sharing: 'none',
      wikiPageTitle: null,
      customValues: {},
      createdOnMs: nowMs,
      updatedOnMs: nowMs,
    },
    sentVersion(context),
  );
  const errors = versionErrors(context, draft, sentVersion(context));
  if (errors.length > 0) return invalid(errors);
  const version = db.insert('version', draft);
  return created(
    { version: renderVersion(context, version, { alone: true }) },
    `${context.baseUrl}/versions/${version.id}`,
  );
}

export function updateVersion(context: Context): Answer {
  const before = getVersion(context, 'versions/update');
  const sent = sentVersion(context);
  const after: Version = {
    id: before.id,
    ...edited(context, before, sent),
    updatedOnMs: context.nowMs,
  };
  const errors = versionErrors(context, after, sent);
  if (errors.length > 0) return invalid(errors);
  context.db.put('version', after);
  return DONE;
}

/** A version with issues stays: 422 without a word. */
export function destroyVersion(context: Context): Answer {
  const version = getVersion(context, 'versions/destroy');
  const isUsed = context.db.all('issue').some((issue) => issue.fixedVersionId === version.id);
  if (isUsed) return { kind: 'refused', status: 422 };
  context.db.remove('version', version.id);
  return DONE;
}

function getVersion(context: Context, action: string): Version {
  const version = context.db.find('version', Number(context.path.id));
  if (version === undefined) throw notFound();
  authorize(context, action, context.db.get('project', version.projectId));
  return version;
}

const sentVersion = ({ params }: Context): ParamObject =>
  isParamObject(params.version) ? params.version : {};

function edited(
  context: Context,
  before: Omit<Version, 'id'> & { readonly id?: number },
  sent: ParamObject,
): Omit<Version, 'id'> {
  const fields = customFieldsOf(context.db, 'version');
  const values = completeValues(fields, before.customValues, before.id === undefined);
  const text = (name: string, fallback: string | null): string | null =>
    name in sent ? textOf(sent[name]) : fallback;
  const day = text('due_date', text('effective_date', before.dueDate)) ?? '';
  const { id: _id, ...rest } = before;
  return {
    ...rest,
    name: text('name', before.name) ?? '',
    description: text('description', before.description),
    status: (text('status', before.status) ?? '') as Version['status'],
    sharing: allowedSharing(context, before, textOf(sent.sharing)),
    dueDate: isDay(day) ? day : null,
    wikiPageTitle: text('wiki_page_title', before.wikiPageTitle),
    customValues: storedValues(context.db, assignValues(fields, values, sentCustomValues(sent))),
  };
}

/** Sharing with the whole system is for admins, with the tree for who manages the root project's versions. */
function allowedSharing(
  context: Context,
  before: Pick<Version, 'projectId' | 'sharing'>,
  wanted: string,
): Version['sharing'] {
  const { db, actor } = context;
  const sharing = SHARINGS.find((known) => known === wanted);
  if (sharing === undefined || sharing === before.sharing) return before.sharing;
  if (sharing === 'system') return isAdmin(actor) ? sharing : before.sharing;
  if (sharing === 'hierarchy' || sharing === 'tree') {
    const root = projectRoot(db, db.get('project', before.projectId));
    return isAllowed(db, actor, 'manage_versions', root) ? sharing : before.sharing;
  }
  return sharing;
}

function versionErrors(
  context: Context,
  version: Omit<Version, 'id'> & { readonly id?: number },
  sent: ParamObject,
): readonly string[] {
  const { db } = context;
  const errors = customFieldsOf(db, 'version').flatMap((field) =>
    customFieldErrors(field, version.customValues[field.id], {
      db,
      project: db.get('project', version.projectId),
      before: undefined,
    }),
  );
  if (version.name.trim() === '') errors.push(complain('name', 'cannot be blank'));
  const isTaken = db
    .where('version', 'projectId', version.projectId)
    .some(({ id, name }) => id !== version.id && name === version.name);
  if (isTaken) errors.push(complain('name', 'has already been taken'));
  if (version.name.length > 60)
    errors.push(complain('name', 'is too long (maximum is 60 characters)'));
  const day = textOf(sent.due_date ?? sent.effective_date);
  if (day !== '' && !isDay(day)) errors.push(complain('due_date', 'is not a valid date'));
  if (!STATUSES.includes(version.status)) {
    errors.push(complain('status', 'is not included in the list'));
  }
  return errors;
}

function renderVersion(context: Context, version: Version, { alone }: { alone: boolean }) {
  const { db, actor } = context;
  const project = db.get('project', version.projectId);
  return {
    id: version.id,
    project: { id: project.id, name: project.name },
    name: version.name,
    description: version.description,
    status: version.status,
    due_date: version.dueDate,
    sharing: version.sharing,
    wiki_page_title: version.wikiPageTitle,
    ...(alone && isAllowed(db, actor, 'view_time_entries', project)
      ? hoursOf(context, version)
      : {}),
    ...renderCustomFields(customFieldsOf(db, 'version'), version.customValues),
    created_on: formatInstant(version.createdOnMs),
    updated_on: formatInstant(version.updatedOnMs),
  };
}

function hoursOf(context: Context, version: Version) {
  const { db, actor } = context;
  const issues = db.all('issue').filter((issue) => issue.fixedVersionId === version.id);
  return {
    estimated_hours: issues
      .filter((issue) => isLeaf(db, issue.id) && isIssueVisible(db, actor, issue))
      .reduce((sum, issue) => sum + (issue.estimatedHours ?? 0), 0),
    spent_hours: issues
      .flatMap((issue) => db.where('timeEntry', 'issueId', issue.id))
      .filter((entry) => isTimeEntryVisible(db, actor, entry))
      .reduce((sum, entry) => sum + entry.hours, 0),
  };
}
