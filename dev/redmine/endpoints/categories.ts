import type { Context } from '../context';
import type { IssueCategory } from '../data/model';
import { type Answer, created, DONE, invalid, ok } from '../http/answer';
import { integerOf, isParamObject, type ParamObject, textOf } from '../http/params';
import { reference, userReference } from '../render/named';
import { authorize, getProject, notFound } from '../rules/authorize';
import { complain } from '../rules/error-texts';

/** Needs the permission to manage categories, for reading too. */
export function listCategories(context: Context): Answer {
  const project = getProject(context, context.path.project ?? '');
  authorize(context, 'categories/index', project);
  const categories = [...context.db.where('category', 'projectId', project.id)].sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
  return ok({
    issue_categories: categories.map((category) => renderCategory(context, category)),
    total_count: categories.length,
  });
}

export function showCategory(context: Context): Answer {
  return ok({
    issue_category: renderCategory(context, getCategory(context, 'categories/show')),
  });
}

export function createCategory(context: Context): Answer {
  const { db } = context;
  const project = getProject(context, context.path.project ?? '');
  authorize(context, 'categories/create', project);
  const draft = edited({ projectId: project.id, name: '', assignedToId: null }, sent(context));
  const errors = categoryErrors(context, draft);
  if (errors.length > 0) return invalid(errors);
  const category = db.insert('category', draft);
  return created(
    { issue_category: renderCategory(context, category) },
    `/issue_categories/${category.id}`,
  );
}

export function updateCategory(context: Context): Answer {
  const before = getCategory(context, 'categories/update');
  const after = { ...before, ...edited(before, sent(context)) };
  const errors = categoryErrors(context, after);
  if (errors.length > 0) return invalid(errors);
  context.db.put('category', after);
  return DONE;
}

/** Its issues lose it, or get that of `reassign_to_id`, without a journal or a new `updated_on`. */
export function destroyCategory(context: Context): Answer {
  const { db, params } = context;
  const category = getCategory(context, 'categories/destroy');
  const heir = db.find('category', integerOf(params.reassign_to_id));
  const categoryId = heir?.projectId === category.projectId ? heir.id : null;
  for (const issue of db.where('issue', 'projectId', category.projectId)) {
    if (issue.categoryId === category.id) db.put('issue', { ...issue, categoryId });
  }
  db.remove('category', category.id);
  return DONE;
}

function getCategory(context: Context, action: string): IssueCategory {
  const category = context.db.find('category', Number(context.path.id));
  if (category === undefined) throw notFound();
  authorize(context, action, context.db.get('project', category.projectId));
  return category;
}

const sent = ({ params }: Context): ParamObject =>
  isParamObject(params.issue_category) ? params.issue_category : {};

type CategoryDraft = Omit<IssueCategory, 'id'> & { readonly id?: number };

const edited = (before: CategoryDraft, given: ParamObject): Omit<IssueCategory, 'id'> => ({
  projectId: before.projectId,
  name: 'name' in given ? textOf(given.name) : before.name,
  assignedToId:
    'assigned_to_id' in given ? integerOf(given.assigned_to_id) || null : before.assignedToId,
});

function categoryErrors({ db }: Context, category: CategoryDraft): readonly string[] {
  const errors: string[] = [];
  if (category.name.trim() === '') errors.push(complain('name', 'cannot be blank'));
  const isTaken = db
    .where('category', 'projectId', category.projectId)
    .some(({ id, name }) => id !== category.id && name === category.name);
  if (isTaken) errors.push(complain('name', 'has already been taken'));
  if (category.name.length > 60) {
    errors.push(complain('name', 'is too long (maximum is 60 characters)'));
  }
  return errors;
}

function renderCategory({ db }: Context, category: IssueCategory) {
  return {
    id: category.id,
    project: reference(db, 'project', category.projectId),
    name: category.name,
    ...(category.assignedToId === null
      ? {}
      : { assigned_to: userReference(db, category.assignedToId) }),
  };
}
