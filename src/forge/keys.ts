/**
 * The names of everything stored. Forge allows letters, digits and `:._-#` in keys, 500 of them;
 * all parts here are ids.
 */
import type { Side } from '../core/model';
import type { Claim } from '../core/twins/claim';

export const CONNECTIONS_SECRET = 'connections';
export const COLLECTOR_SECRET = 'collector';
export const COLLECT_KEY = 'collect';
export const PULSE_KEY = 'pulse';
export const NOTICES_KEY = 'notices';
export const NOTICE_SETTINGS_KEY = 'notice-settings';
export const PRUNED_KEY = 'audit-pruned';
export const PEOPLE_KEY = 'people';
export const PEOPLE_REPORTED_KEY = 'people-reported';
export const CONFIGURATION_KEY = 'configuration';
export const VERSIONS_KEY = 'configuration-versions';
export const ROUTES_KEY = 'routes';
export const LINK_ENTITY = 'link';
export const AUDIT_ENTITY = 'audit';
export const FLOODS_KEY = 'floods';
export const CIRCUITS_KEY = 'circuits';
export const TRAIL_ENTITY = 'trail';
export const DEAD_LETTER_PREFIX = 'dead:';

export const versionKey = (version: number): string => `configuration-version:${version}`;
export const mappingKey = (mappingId: string): string => `mapping:${mappingId}`;
export const commentsKey = (linkId: string): string => `comments:${linkId}`;
export const attachmentsKey = (linkId: string): string => `attachments:${linkId}`;
export const relationsKey = (linkId: string): string => `relations:${linkId}`;
export const timeKey = (linkId: string): string => `time:${linkId}`;
export const textKey = (linkId: string, field: string): string => `text:${linkId}:${field}`;
export const twinKey = (connectionId: string, jiraIssueId: string): string =>
  `twin:${connectionId}:${jiraIssueId}`;
export const claimKey = (connectionId: string, side: Side, issueId: string): string =>
  `claim:${connectionId}:${side}:${issueId}`;
/** A nonce is in it: an issue may get another twin later, and begins anew then. */
export const claimRetryKey = (
  { connectionId, side, issueId, nonce }: Claim,
  retry: number,
): string => `claim-retry:${connectionId}:${side}:${issueId}:${nonce}:${retry}`;
export const unlinkedKey = (connectionId: string, side: Side, issueId: string): string =>
  `unlinked:${connectionId}:${side}:${issueId}`;
export const deadLetterKey = (mappingId: string, side: Side, issueId: string): string =>
  `${DEAD_LETTER_PREFIX}${mappingId}:${side}:${issueId}`;
export const deletionPrefix = (mappingId: string): string => `deletion:${mappingId}:`;
export const bellsKey = (connectionId: string): string => `bells:${connectionId}`;
export const probeKey = (probe: string): string => `probe:${probe}`;
export const verifyKey = (mappingId: string): string => `verify:${mappingId}`;
export const cursorKey = (mappingId: string, side: Side): string => `cursor:${mappingId}:${side}`;
export const backfillKey = (mappingId: string): string => `backfill:${mappingId}`;
export const backfillPageKey = (mappingId: string, part: string, page: number): string =>
  `backfill-${part}:${mappingId}:${page}`;
