/** Security levels and private issues are mapped: people hide issues and publish them on either side. */
import { restrictIssue } from '../../people/lead-issue';
import type { BookIssue } from '../../world/book';
import type { World } from '../../world/world';
import type { Family } from '../family';
import { noteAccess, PRIVATE_LEVEL, privacyDirectionOf } from './access';
import { findWrongPrivacy } from './check-privacy';
import { PRIVACY_SPEC } from './privacy-row';

const ACCESS = { hide: 'private', publish: 'open' } as const;

type What = keyof typeof ACCESS;

export const privacy: Family = {
  odds: 0.15,
  acts: () => [
    [2, 'hide'],
    [3, 'publish'],
  ],
  configure: (choice) => ({
    rows: [
      {
        jira: 'security',
        redmine: 'is_private',
        direction: privacyDirectionOf(choice),
        values: [{ jira: PRIVATE_LEVEL, redmine: 'Yes' }],
      },
    ],
  }),
  prepare(world) {
    const direction = privacyDirectionOf(world.choice);
    world.rows.push({ spec: PRIVACY_SPEC, field: 'security', direction });
  },
  act: (world: World, _step, act, issue: BookIssue) =>
    restrictIssue(world, { access: ACCESS[act.what as What] }, issue),
  note: noteAccess,
  check: findWrongPrivacy,
};
