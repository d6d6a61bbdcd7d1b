import type { Context } from '../context';
import { PROJECT_ACTIVE, type Project } from '../data/model';
import { booleanOf, integerOf, isParamArray, type ParamObject, textOf } from '../http/params';
import { customFieldErrors } from './custom-field-errors';
import {
  assignValues,
  completeValues,
  customFieldsOf,
  sentCustomValues,
  storedValues,
} from './custom-fields';
import { complain } from './error-texts';
import { isAllowed } from './permissions';
import { isCustomFieldVisible } from './visibility';

/** The modules that Redmine switches on in a new project. */
export const DEFAULT_MODULES: readonly string[] = [
  'issue_tracking',
  'time_tracking',
  'news',
  'documents',
  'files',
  'wiki',
  'repository',
  'boards',
  'calendar',
  'gantt',
];

type ProjectDraft = Omit<Project, 'id'>;

export function draftOfNewProject(context: Context): ProjectDraft {
  const { db, nowMs } = context;
  return {
    name: '',
    identifier: '',
    description: null,
    homepage: '',
    isPublic: true,
    status: PROJECT_ACTIVE,
    parentId: null,
    inheritMembers: false,
    trackerIds: db.all('tracker').map(({ id }) => id),
    modules: [],
    issueCustomFieldIds: [],
    defaultVersionId: null,
    defaultAssignedToId: null,
    customValues: {},
    createdOnMs: nowMs,
    updatedOnMs: nowMs,
  };
}

/** A project with what was sent taken over. */
export function editedProject(
  context: Context,
  before: ProjectDraft & { readonly id?: number },
  sent: ParamObject,
): ProjectDraft {
  const { db, actor } = context;
  const text = (name: string, fallback: string): string =>
    name in sent ? textOf(sent[name]) : fallback;
  const ids = (name: string, fallback: readonly number[]): readonly number[] => {
    const value = sent[name];
    return isParamArray(value) ? value.map(integerOf).filter((id) => id > 0) : fallback;
  };
  const id = (name: string, fallback: number | null): number | null =>
    name in sent ? integerOf(sent[name]) || null : fallback;
  const project = before.id === undefined ? undefined : db.get('project', before.id);
  const fields = customFieldsOf(db, 'project').filter((field) =>
    isCustomFieldVisible(db, actor, field, project),
  );
  const values = completeValues(
    customFieldsOf(db, 'project'),
    before.customValues,
    project === undefined,
  );
  const { id: _id, ...draft } = before;
  return {
    ...draft,
    name: text('name', before.name),
    identifier: text('identifier', before.identifier),
    description: 'description' in sent ? textOf(sent.description) : before.description,
    homepage: text('homepage', before.homepage),
    isPublic: 'is_public' in sent ? (booleanOf(sent.is_public) ?? false) : before.isPublic,
    parentId: id('parent_id', before.parentId),
    inheritMembers:
      'inherit_members' in sent
        ? (booleanOf(sent.inherit_members) ?? false)
        : before.inheritMembers,
    trackerIds: ids('tracker_ids', before.trackerIds),
    issueCustomFieldIds: ids('issue_custom_field_ids', before.issueCustomFieldIds),
    defaultVersionId: id('default_version_id', before.defaultVersionId),
    defaultAssignedToId: id('default_assigned_to_id', before.defaultAssignedToId),
    modules: editedModules(context, before, sent, project),
    customValues: storedValues(db, assignValues(fields, values, sentCustomValues(sent))),
  };
}

/** Redmine has the default modules at hand when it takes what is wanted, so those come first. */
function inDefaultOrder(names: readonly string[]): readonly string[] {
  const place = (name: string): number =>
    DEFAULT_MODULES.includes(name) ? DEFAULT_MODULES.indexOf(name) : DEFAULT_MODULES.length;
  return [...names].sort((a, b) => place(a) - place(b));
}

/** Kept modules keep their ids; new ones get the next. */
function editedModules(
  context: Context,
  before: ProjectDraft,
  sent: ParamObject,
  project: Project | undefined,
): Project['modules'] {
  const { db, actor } = context;
  const wanted = sent.enabled_module_names;
  const mayChoose =
    project === undefined || isAllowed(db, actor, 'select_project_modules', project);
  const names =
    isParamArray(wanted) && mayChoose
      ? inDefaultOrder(wanted.map(textOf).filter(Boolean))
      : project === undefined
        ? DEFAULT_MODULES
        : before.modules.map(({ name }) => name);
  return names
    .map((name) => ({
      id: before.modules.find((module) => module.name === name)?.id ?? db.nextId('module'),
      name,
    }))
    .sort((a, b) => a.id - b.id);
}

export function projectErrors(
  context: Context,
  project: ProjectDraft & { readonly id?: number },
): readonly string[] {
  const { db } = context;
  const errors: string[] = [];
  for (const field of customFieldsOf(db, 'project')) {
    const scope = { db, project: undefined, before: undefined };
    errors.push(...customFieldErrors(field, project.customValues[field.id], scope));
  }
  if (project.name.trim() === '') errors.push(complain('name', 'cannot be blank'));
  if (project.identifier.trim() === '') errors.push(complain('identifier', 'cannot be blank'));
  const isTaken = db
    .all('project')
    .some(({ id, identifier }) => id !== project.id && identifier === project.identifier);
  if (isTaken) errors.push(complain('identifier', 'has already been taken'));
  if (project.name.length > 255) {
    errors.push(complain('name', 'is too long (maximum is 255 characters)'));
  }
  if (!/^(?!\d+$)[a-z0-9\-_]*$/.test(project.identifier)) {
    errors.push(complain('identifier', 'is invalid'));
  }
  if (project.identifier === 'new') errors.push(complain('identifier', 'is reserved'));
  const parent = db.find('project', project.parentId);
  if (project.parentId !== null && parent?.status !== PROJECT_ACTIVE) {
    errors.push(complain('parent_id', 'is invalid'));
  }
  return errors;
}
