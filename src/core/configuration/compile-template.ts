/** Several fields that feed one: `{Browser} on {Environment}`. */

import type { Direction, Template } from '../mapping';
import type { FieldMetadata, ProjectMetadata } from '../metadata';
import { otherSide, type Side } from '../model';
import type { ConfiguredField } from './configuration';
import { findField, type Mistakes } from './match-names';

const CONFIGURED_SIDE = { jira: 'jira', remote: 'redmine' } as const;

export interface CompileTemplateInput {
  readonly configured: ConfiguredField;
  readonly path: string;
  readonly projects: Readonly<Record<Side, ProjectMetadata>>;
}

/** The field that is fed, and what feeds it; `null` where there are mistakes. */
export function compileTemplate(
  { configured, path, projects }: CompileTemplateInput,
  direction: Direction,
  mistakes: Mistakes,
): {
  readonly fields: Readonly<Record<Side, FieldMetadata>>;
  readonly template: Template;
} | null {
  if (direction === 'both') {
    mistakes.push({
      path: `${path}.direction`,
      message:
        'Several fields can feed one in one direction only: what people write into the one cannot be taken apart again. Valid: toJira, toRedmine.',
    });
    return null;
  }
  const to: Side = direction === 'toJira' ? 'jira' : 'remote';
  const from = otherSide(to);
  const target = configured[CONFIGURED_SIDE[to]];
  if (configured[CONFIGURED_SIDE[from]] !== undefined || target === undefined) {
    mistakes.push({
      path,
      message: `A template stands in the place of "${CONFIGURED_SIDE[from]}" and needs "${CONFIGURED_SIDE[to]}", the field that it feeds.`,
    });
    return null;
  }
  const before = mistakes.length;
  const field = findField(target, `${path}.${CONFIGURED_SIDE[to]}`, projects[to], mistakes);
  const parts = (configured.template ?? '')
    .split(/(\{[^{}]+\})/)
    .flatMap((part): Template['parts'] => {
      const name = /^\{(.+)\}$/.exec(part)?.[1];
      if (name === undefined) return part === '' ? [] : [{ text: part }];
      const source = findField(name, `${path}.template`, projects[from], mistakes);
      return source ? [{ key: source.key, kind: source.kind }] : [];
    });
  if (!parts.some((part) => 'key' in part) && mistakes.length === before) {
    mistakes.push({
      path: `${path}.template`,
      message: 'A template names at least one field in braces, like {Summary}.',
    });
  }
  if (!field || mistakes.length > before) return null;
  const line: FieldMetadata = { key: '', name: configured.template ?? '', kind: 'line' };
  const fields = to === 'jira' ? { jira: field, remote: line } : { jira: line, remote: field };
  return { fields, template: { side: from, parts } };
}
