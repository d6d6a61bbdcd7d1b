/** Whether an import can name the world's custom fields of Redmine. */
import { REDMINE_PROJECT } from '../../script/document';
import { getBody } from '../../world/ask';
import type { World } from '../../world/world';

interface ShowingIssue {
  readonly custom_fields?: readonly { readonly id: number }[];
}

/**
 * A key without admin rights knows them by the project's newest 25 issues (docs/configuration.md):
 * where people moved, hid or deleted all that show one, an import that names it is refused.
 */
export function areRowsShown(world: World): boolean {
  const path = `/issues.json?project_id=${REDMINE_PROJECT}&status_id=*&sort=id:desc&limit=25`;
  const { issues } = getBody(world.askRedmine('key-owner', 'GET', path), 'the newest issues');
  const shown = (issues as readonly ShowingIssue[]).flatMap(({ custom_fields = [] }) =>
    custom_fields.map(({ id }) => String(id)),
  );
  return world.rows.every(({ spec }) => {
    const { property, name } = spec.redmine.detail;
    return property !== 'cf' || shown.includes(name);
  });
}
