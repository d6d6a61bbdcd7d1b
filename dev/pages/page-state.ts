import type { ManifestPages } from './manifest-pages';

/** The people of the Jira double, as `docs/local-host.md` promises them. */
export const USERS = [
  'admin@example.com',
  'ada@example.com',
  'grace@example.com',
  'linus@example.com',
] as const;

/** What the server puts into each page, and the preview starts from. */
export interface PageState {
  readonly page:
    | { readonly kind: 'start' }
    | { readonly kind: 'admin' }
    | { readonly kind: 'issue'; readonly issueKey: string };
  /** The e-mail address of who is looking. */
  readonly as: string;
  readonly jiraUrl: string;
  readonly redmineUrl: string;
  readonly manifest: Pick<ManifestPages, 'adminPage' | 'issuePanel' | 'permissions'>;
}

/** The element that carries the state. */
export const STATE_ELEMENT_ID = 'page-state';
