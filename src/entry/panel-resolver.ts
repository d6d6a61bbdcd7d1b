/** The issue panel's resolver: the issue is the one Forge says, and the caller must see or edit it. */
import Resolver, { type Request } from '@forge/resolver';
import type { z } from 'zod';
import { readCallerAccess } from '../app';
import { type PanelCall, panelRequests } from '../shared/api';
import { answerCall } from './answer-call';
import { accountIdOf, issueOf } from './call-context';
import { linkIssue, syncNow, unlinkIssue } from './panel-actions';
import { type PanelPlace, viewPanel } from './panel-view';

/** What the caller must be allowed to do with the issue. */
const NEEDS: Readonly<Record<PanelCall, 'browse' | 'edit'>> = {
  getPanel: 'browse',
  syncNow: 'edit',
  linkIssue: 'edit',
  unlinkIssue: 'edit',
};

const schemas: { readonly [C in PanelCall]: z.ZodType<z.output<(typeof panelRequests)[C]>> } =
  panelRequests;

const resolver = new Resolver();
define('getPanel', (_request, place) => viewPanel(place));
define('syncNow', (_request, place) => syncNow(place));
define('linkIssue', (request, place) => linkIssue(place, request));
define('unlinkIssue', (_request, place) => unlinkIssue(place));

function define<C extends PanelCall>(
  call: C,
  work: (
    request: z.output<(typeof panelRequests)[C]>,
    place: PanelPlace,
  ) => ReturnType<typeof viewPanel>,
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
      (parsed) =>
        work(parsed, { ...issue, accountId: accountIdOf(request), canEdit: access.canEdit }),
    );
  });
}

interface IssueAccess {
  readonly canBrowse: boolean;
  readonly canEdit: boolean;
}

/** Until Jira has said otherwise. */
const NO_ACCESS: IssueAccess = { canBrowse: false, canEdit: false };

function findRefusal(need: 'browse' | 'edit', access: IssueAccess): string | null {
  if (!access.canBrowse) return 'You may not see this issue.';
  return need === 'edit' && !access.canEdit ? 'You may not edit this issue.' : null;
}

export const panelResolver = resolver.getDefinitions();
