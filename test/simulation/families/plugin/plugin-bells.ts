/**
 * The bells of our own plugin (`redmine-plugin/`), which say ids and times alone: of issues, as Redmine
 * 7 rings, and of what no webhook of its tells: notes that are edited or deleted, relations, spent
 * time, renamed files.
 */
import { WebhookSender, type WebhookTarget } from '../../../../dev/redmine/webhook/sender';
import type { Reply } from '../../world/ask';

/** A look at Redmine, as somebody who sees all. */
type Look = (path: string) => Reply['body'];

interface Told {
  readonly id: string;
  readonly projectId: string;
  /** All there is to tell stands in journals up to this one. */
  readonly journalId?: number;
}

export interface PluginBells {
  /** Where Redmine 7 would ring. */
  readonly send: WebhookTarget['send'];
  /** @returns what is to be called once the request is done, since what it deletes cannot be asked for then */
  before(method: string, path: string, body: unknown): () => void;
}

/** @param nowMs Redmine's clock */
export function createPluginBells(
  target: WebhookTarget,
  nowMs: () => number,
  look: Look,
): PluginBells {
  const sender = new WebhookSender(target);
  const ring = (action: string, { id, projectId, journalId }: Told): void => {
    const at = new Date(nowMs()).toISOString();
    const issue = { id: Number(id), project: { id: Number(projectId) } };
    const journal = journalId === undefined ? {} : { journal: { id: journalId } };
    sender.push({
      type: `issue.${action}`,
      timestamp: at,
      signed_at: at,
      data: { issue, ...journal },
    });
  };
  return {
    async send(request) {
      const { type, data } = (await request.json()) as HookBody;
      const { issue, journal } = data;
      const projectId = String(issue.project.id);
      const told = { id: String(issue.id), projectId, ...(journal && { journalId: journal.id }) };
      ring(type.replace('issue.', ''), told);
      const left = journal?.details.find(({ prop_key }) => prop_key === 'project_id')?.old_value;
      if (left) ring('updated', { id: told.id, projectId: left });
      return new Response(null, { status: 202 });
    },
    before(method, path, body) {
      const ids = method === 'GET' ? [] : findIssues(method, path, body, look);
      return () => {
        for (const id of ids) {
          const shown = look(`/issues/${id}.json`)?.issue;
          if (shown) ring('updated', { id, projectId: String(shown.project.id) });
        }
      };
    },
  };
}

interface HookBody {
  readonly type: string;
  readonly data: {
    readonly issue: { readonly id: number; readonly project: { readonly id: number } };
    readonly journal?: {
      readonly id: number;
      readonly details: readonly { readonly prop_key: string; readonly old_value: string | null }[];
    };
  };
}

/** The issues of what no journal tells. */
function findIssues(method: string, path: string, body: unknown, look: Look): readonly string[] {
  const [, kind = '', id = '', more] = path.replace(/\.json.*$/, '').split('/');
  const sent = (body ?? {}) as {
    readonly relation?: { readonly issue_to_id: string | number };
    readonly time_entry?: { readonly issue_id?: string | number };
  };
  switch (kind) {
    case 'issues':
      return more === 'relations' && sent.relation ? [id, String(sent.relation.issue_to_id)] : [];
    case 'relations': {
      const relation = look(`/relations/${id}.json`)?.relation;
      return relation ? [String(relation.issue_id), String(relation.issue_to_id)] : [];
    }
    case 'time_entries': {
      const entry = id === '' ? undefined : look(`/time_entries/${id}.json`)?.time_entry;
      const now = sent.time_entry?.issue_id;
      return [...new Set([entry?.issue.id, now].flatMap((one) => (one ? [String(one)] : [])))];
    }
    case 'journals':
      return issuesWith('journals', id, look);
    case 'attachments':
      // A deleted one is told by a journal.
      return method === 'DELETE' ? [] : issuesWith('attachments', id, look);
    default:
      return [];
  }
}

function issuesWith(what: 'journals' | 'attachments', id: string, look: Look): readonly string[] {
  const listed: readonly { readonly id: number }[] =
    look('/issues.json?status_id=*&limit=100')?.issues ?? [];
  const found = listed.find((issue) =>
    (look(`/issues/${issue.id}.json?include=${what}`)?.issue[what] ?? []).some(
      (one: { readonly id: number }) => String(one.id) === id,
    ),
  );
  return found ? [String(found.id)] : [];
}
