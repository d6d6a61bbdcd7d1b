/** An issue as the API shows it. */

import { adfToHtml } from '../adf/html';
import type { KnownCaller } from '../caller';
import { fieldsOfProject } from '../fields/catalog';
import type { FieldDefinition, FieldScope } from '../fields/definition';
import type { Json, JsonObject } from '../json';
import type { Site } from '../site/site';
import type { IssueDoc } from '../state/model';
import { renderDerivedField } from './derived-fields';
import type { FieldSelection } from './field-selection';
import { projectOf } from './visible';

export interface IssueView {
  readonly select: FieldSelection;
  /** How many comments the `comment` field carries at most, the newest. */
  readonly mostComments: number;
}

export function fieldScope(
  site: Site,
  caller: KnownCaller,
  issue: IssueDoc,
  field: FieldDefinition,
): FieldScope {
  return {
    site,
    caller,
    project: projectOf(site, issue),
    field,
    issueTypeId: String(issue.fields.issuetype),
    issue,
  };
}

const ISSUE_EXPAND =
  'renderedFields,names,schema,operations,editmeta,changelog,versionedRepresentations';

export function renderIssue(
  site: Site,
  caller: KnownCaller,
  issue: IssueDoc,
  view: IssueView,
): JsonObject {
  return {
    expand: ISSUE_EXPAND,
    id: issue.id,
    self: site.url(`issue/${issue.id}`),
    key: issue.key,
    fields: renderFields(site, caller, issue, view),
  };
}

function renderFields(
  site: Site,
  caller: KnownCaller,
  issue: IssueDoc,
  view: IssueView,
): JsonObject {
  const fields: Record<string, Json> = {};
  const project = projectOf(site, issue);
  for (const field of fieldsOfProject(site.world, project)) {
    if (!view.select(field)) continue;
    const value = renderField(site, caller, issue, field, view);
    if (value !== undefined) fields[field.id] = value;
  }
  return fields;
}

function renderField(
  site: Site,
  caller: KnownCaller,
  issue: IssueDoc,
  field: FieldDefinition,
  view: IssueView,
): Json | undefined {
  const derived = renderDerivedField(site, caller, issue, field.id, view.mostComments);
  if (derived.kind === 'derived') return derived.value;
  const stored = issue.fields[field.id] ?? null;
  return field.kind.render(stored, fieldScope(site, caller, issue, field));
}

/** `expand=names`: the name of every field that is shown. */
export function renderNames(site: Site, issue: IssueDoc, select: FieldSelection): JsonObject {
  return shownFields(site, issue, select, ({ name }) => name);
}

/** `expand=schema`: the type of every field that is shown. */
export function renderSchemas(site: Site, issue: IssueDoc, select: FieldSelection): JsonObject {
  return shownFields(site, issue, select, ({ schema }) => schema);
}

/** `expand=renderedFields`: rich texts as HTML; `null` for what HTML says no better. */
export function renderHtmlFields(site: Site, issue: IssueDoc, select: FieldSelection): JsonObject {
  return shownFields(site, issue, select, (field) => {
    const isRich = field.kind.operations.length === 1 && isDocument(issue.fields[field.id]);
    return isRich ? adfToHtml(issue.fields[field.id]) : null;
  });
}

function isDocument(value: Json | undefined): boolean {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'doc';
}

function shownFields(
  site: Site,
  issue: IssueDoc,
  select: FieldSelection,
  show: (field: FieldDefinition) => Json,
): JsonObject {
  const shown = fieldsOfProject(site.world, projectOf(site, issue)).filter(select);
  return Object.fromEntries(shown.map((field) => [field.id, show(field)]));
}
