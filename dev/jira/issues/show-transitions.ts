/** The transitions of an issue as the API shows them. */
import { getField } from '../fields/catalog';
import type { Call } from '../http/call';
import type { Json, JsonObject } from '../json';
import { may } from '../permissions/holds';
import { renderStatus } from '../render/named';
import { getNamed, STATUSES } from '../site/names';
import type { Transition } from '../site/workflows';
import type { IssueDoc } from '../state/model';
import { metaOf } from './meta';
import { availableTransitions, requiredFields, screenFields } from './transition-issue';
import { projectOf } from './visible';

/** None, rather than a refusal, for somebody who may not move issues. */
export function renderTransitions(
  call: Call,
  issue: IssueDoc,
  withFields: boolean,
): readonly Json[] {
  const project = projectOf(call.site, issue);
  if (!may(call.site, call.caller, 'TRANSITION_ISSUES', project)) return [];
  return availableTransitions(call.site.world, issue).map((transition) =>
    renderTransition(call, issue, transition, withFields),
  );
}

function renderTransition(
  call: Call,
  issue: IssueDoc,
  transition: Transition,
  withFields: boolean,
): JsonObject {
  const { world } = call.site;
  const { workflow } = projectOf(call.site, issue);
  const screen = screenFields(world, workflow, transition);
  const required = requiredFields(world, workflow, transition.id);
  const fields = screen.map((id) => getField(world, id));
  return {
    id: transition.id,
    name: transition.name,
    to: renderStatus(call.site, getNamed(STATUSES, transition.to)),
    hasScreen: screen.length > 0,
    isGlobal: false,
    isInitial: false,
    isAvailable: true,
    isConditional: false,
    isLooped: false,
    ...(withFields
      ? { fields: metaOf(call, issue, fields, ({ id }) => required.includes(id)) }
      : {}),
  };
}
