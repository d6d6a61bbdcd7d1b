/**
 * The contract between the pages and their resolvers: names, requests, answers. Both ends import
 * it, and the resolver parses each request with it. A file for each concern of the admin page, and
 * one for the issue panel.
 */
import { type AuditAnswers, auditRequests } from './audit-api';
import { type BackfillAnswers, backfillRequests } from './backfill-api';
import { type ConfigurationAnswers, configurationRequests } from './configuration-api';
import { type ConflictsAnswers, conflictsRequests } from './conflicts-api';
import { type ConnectionsAnswers, connectionsRequests } from './connections-api';
import { type MappingsAnswers, mappingsRequests } from './mappings-api';
import { type NoticesAnswers, noticesRequests } from './notices-api';
import { type OverviewAnswers, overviewRequests } from './overview-api';
import { type ProblemsAnswers, problemsRequests } from './problems-api';
import { type TrialAnswers, trialRequests } from './trial-api';

export type { Answer } from './answer';
export * from './audit-api';
export * from './backfill-api';
export * from './configuration-api';
export * from './conflicts-api';
export * from './connections-api';
export * from './mappings-api';
export * from './notices-api';
export * from './overview-api';
export * from './panel-api';
export * from './problems-api';
export * from './trial-api';

/** The admin page's calls. Every one demands a Jira admin. */
export const adminRequests = {
  ...overviewRequests,
  ...connectionsRequests,
  ...configurationRequests,
  ...conflictsRequests,
  ...problemsRequests,
  ...auditRequests,
  ...backfillRequests,
  ...trialRequests,
  ...mappingsRequests,
  ...noticesRequests,
} as const;

export type AdminAnswers = OverviewAnswers &
  ConnectionsAnswers &
  ConfigurationAnswers &
  ConflictsAnswers &
  ProblemsAnswers &
  AuditAnswers &
  BackfillAnswers &
  TrialAnswers &
  MappingsAnswers &
  NoticesAnswers;

export type AdminCall = keyof typeof adminRequests;
