import type { ManifestPages } from './manifest-pages';

/** The people of the Jira double, as `docs/local-host.md` promises them. */
export const USERS = [
  'admin@example.com',
  'ada@example.com',
  'grace@example.com',
  'linus@example.com',
] as const;

/** Somebody of the demo's Redmine; the key stays on the server. */
export interface RedminePerson {
  readonly login: string;
  readonly name: string;
}

/** What the server puts into each page, and the preview starts from. */
export interface PageState {
  readonly page:
    | { readonly kind: 'start' }
    | { readonly kind: 'admin' }
    | { readonly kind: 'issue'; readonly issueKey: string }
    | { readonly kind: 'redmine' }
    | { readonly kind: 'redmine-issue'; readonly issueId: string };
  /** The e-mail address of who is looking. */
  readonly as: string;
  readonly jiraUrl: string;
  readonly redmineUrl: string;
  /** A real Redmine has pages of its own; the embedded one is seen through a window at `/redmine`. */
  readonly redmineHasPages: boolean;
  /** The demo's people in Redmine, as whom its window looks. */
  readonly redminePeople: readonly RedminePerson[];
  readonly manifest: Pick<ManifestPages, 'adminPage' | 'issuePanel' | 'permissions'>;
}

/** The element that carries the state. */
export const STATE_ELEMENT_ID = 'page-state';
