/** Where the scenarios of the main job are played with the embedded Redmine. */
import { openWorld } from '../../support/local-host/open-world';
import type { Stage } from '../../support/local-host/scenario';

/** Textile, a key without admin rights, and a Redmine that rings for every change by itself. */
export const EMBEDDED_TEXTILE: Stage = {
  open: () => openWorld({ textFormat: 'textile', appKey: 'member', ringsItself: true }),
};

/** Markdown, and the key of an administrator who also edits as a person. */
export const EMBEDDED_MARKDOWN: Stage = {
  open: () => openWorld({ textFormat: 'markdown', appKey: 'admin' }),
};
