/** The issue panel's resolver: the issue is the one Forge says, and the caller must see or edit it. */
import Resolver, { type Request } from '@forge/resolver';
import type { z } from 'zod';
import { readCallerAccess } from '../../app/panel';
import { type PanelAnswers, type PanelCall, panelRequests } from '../../shared/api';
import { answerCall } from '../answer-call';
import { accountIdOf, issueOf } from '../call-context';
import {
  decideConflict,
  linkIssue,
  pausePair,
  resumePair,
  showConflict,
  syncNow,
  unlinkIssue,
} from './actions';
import { listHistory } from './history';
import { findIssues } from './search';
import { type PanelPlace, viewPanel } from './view';

/** What the caller must be allowed to do with the issue. */
const NEEDS: Readonly<Record<PanelCall, 'browse' | 'edit'>> = {
  getPanel: 'browse',
  listHistory: 'browse',
  syncNow: 'edit',
  pausePair: 'edit',
  resumePair: 'edit',
  findIssues: 'edit',
  linkIssue: 'edit',
  unlinkIssue: 'edit',
  showConflict: 'edit',
  decideConflict: 'edit',
};

const schemas: { readonly [C in PanelCall]: z.ZodType<z.output<(typeof panelRequests)[C]>> } =
  panelRequests;

const resolver = new Resolver();
define('getPanel', (_request, place) => viewPanel(place));
define('listHistory', (request, place) => listHistory(place, request));
define('syncNow', (_request, place) => syncNow(place));
define('pausePair', (_request, place) => pausePair(place));
define('resumePair', (_request, place) => resumePair(place));
define('findIssues', (request, place) => findIssues(place, request));
define('linkIssue', (request, place) => linkIssue(place, request));
define('unlinkIssue', (_request, place) => unlinkIssue(place));
define('showConflict', (request, place) => showConflict(place, request));
define('decideConflict', (request, place) => decideConflict(place, request));

function define<C extends PanelCall>(
  call: C,
  work: (
    request: z.output<(typeof panelRequests)[C]>,
    place: PanelPlace,
  ) => Promise<PanelAnswers[C]>,
): void {
  resolver.define(call, async (request: Request) => {
    const issue = issueOf(request);
    let access: IssueAccess = NO_ACCESS;
    return answerCall(
      {
        findRefusal: async () => {
          access = await readCallerAccess(issue.issueId);
          return findRefusal(NEEDS[call], access);
        },
        schema: schemas[call],
        payload: request.payload,
      },
      (parsed) => work(parsed, { ...issue, ...access, accountId: accountIdOf(request) }),
    );
  });
}

/** Until Jira has said otherwise. */
const NO_ACCESS = {
  canBrowse: false,
  canEdit: false,
  isJiraAdmin: false,
  isProjectAdmin: false,
};

type IssueAccess = typeof NO_ACCESS;

function findRefusal(need: 'browse' | 'edit', access: IssueAccess): string | null {
  if (!access.canBrowse) return 'You may not see this issue.';
  return need === 'edit' && !access.canEdit ? 'You may not edit this issue.' : null;
}

export const panelResolver = resolver.getDefinitions();
