import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACCESS_CASES } from './cases/access';
import { ATTACHMENT_CASES } from './cases/attachments';
import { CUSTOM_FIELD_CASES } from './cases/custom-fields';
import { ISSUE_CREATE_CASES } from './cases/issue-create';
import { ISSUE_EDIT_CASES } from './cases/issue-edit';
import { ISSUE_TREE_CASES } from './cases/issue-tree';
import { LIST_CASES } from './cases/lists';
import { NOTE_CASES } from './cases/notes';
import { MEMBERSHIP_CASES, PROJECT_CASES } from './cases/projects';
import { REFERENCE_CASES, USER_CASES } from './cases/reference-data';
import { RELATION_CASES, WATCHER_CASES } from './cases/relations';
import { SILENT_IGNORE_CASES } from './cases/silent-ignores';
import { TIME_ENTRY_CASES } from './cases/time-entries';
import { UPDATED_ON_CASES } from './cases/updated-on';
import { CATEGORY_CASES, VERSION_CASES } from './cases/versions-and-categories';
import type { ContractCase } from './contract-case';
import type { World } from './world';

/** Redmine 5.0.4's REST API, as far as the embedded one models it, by what it is about. */
const FAMILIES: readonly (readonly [name: string, cases: readonly ContractCase[]])[] = [
  ['reference data', REFERENCE_CASES],
  ['access', ACCESS_CASES],
  ['users', USER_CASES],
  ['projects', PROJECT_CASES],
  ['memberships', MEMBERSHIP_CASES],
  ['new issues', ISSUE_CREATE_CASES],
  ['edited issues', ISSUE_EDIT_CASES],
  ['silent ignores', SILENT_IGNORE_CASES],
  ['updated_on', UPDATED_ON_CASES],
  ['notes', NOTE_CASES],
  ['custom fields', CUSTOM_FIELD_CASES],
  ['parents and children', ISSUE_TREE_CASES],
  ['relations', RELATION_CASES],
  ['watchers', WATCHER_CASES],
  ['attachments', ATTACHMENT_CASES],
  ['versions', VERSION_CASES],
  ['categories', CATEGORY_CASES],
  ['time entries', TIME_ENTRY_CASES],
  ['lists', LIST_CASES],
];

export interface ContractTarget {
  readonly name: string;
  readonly open: () => Promise<World>;
  readonly close: () => Promise<void>;
}

/** Runs every case on one Redmine, and prints how many ran. */
export function describeContract(target: ContractTarget): void {
  describe(`the REST contract of Redmine 5.0.4, on ${target.name}`, () => {
    let world: World;
    let ran = 0;
    let skipped = 0;
    beforeAll(async () => {
      world = await target.open();
    }, 240_000);
    afterAll(async () => {
      console.log(`Redmine contract on ${target.name}: ${ran} cases ran, ${skipped} skipped`);
      await target.close();
    });
    for (const [family, cases] of FAMILIES) {
      describe(family, () => {
        for (const { name, needsSeed, run } of cases) {
          it(name, { timeout: 120_000 }, async (context) => {
            if (needsSeed && !world.isSeeded) {
              skipped += 1;
              context.skip('needs custom fields, roles and workflows of the seed');
            }
            expect.hasAssertions();
            await run(world);
            ran += 1;
          });
        }
      });
    }
  });
}
