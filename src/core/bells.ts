/**
 * What is kept of a connection's bells: the last that was heard and the last that was refused, so
 * that an admin sees whether the webhook is set up. A write for every bell would be the dearest
 * thing that the app does: they are kept only while somebody watches, and once a minute.
 */

/** Names of what a bell was refused for, in `redmine/webhook-signature.ts`'s words. */
export const BELL_REFUSALS = [
  'no-secret',
  'unsigned',
  'wrong-secret',
  'late',
  'malformed',
] as const;

export type BellRefusal = (typeof BELL_REFUSALS)[number];

export const BELL_SCHEMES = ['native', 'graimes', 'url-secret'] as const;

export type BellScheme = (typeof BELL_SCHEMES)[number];

export interface Bells {
  readonly heard: {
    readonly atMs: number;
    readonly scheme: BellScheme;
    /** With a secret that is being replaced. */
    readonly isFormerSecret: boolean;
  } | null;
  readonly refused: { readonly atMs: number; readonly why: BellRefusal } | null;
}

export const NO_BELLS: Bells = { heard: null, refused: null };

/** A secret that is new is watched for as long as the one before stays valid. */
export const WATCH_NEW_SECRET_MS = 24 * 60 * 60 * 1000;

/** Time to edit an issue in Redmine, and to look what came of it. */
export const WATCH_TEST_MS = 15 * 60 * 1000;

const MIN_SPACING_MS = 60_000;

/** With a bell that was heard now; the same object where that is no news. */
export function hearBell(bells: Bells, heard: NonNullable<Bells['heard']>): Bells {
  const { heard: last } = bells;
  const isSame = last?.scheme === heard.scheme && last.isFormerSecret === heard.isFormerSecret;
  return isSame && heard.atMs - last.atMs < MIN_SPACING_MS ? bells : { ...bells, heard };
}

/** With a bell that was refused now; the same object where that is no news. */
export function refuseBell(bells: Bells, refused: NonNullable<Bells['refused']>): Bells {
  const { refused: last } = bells;
  const isSoon = last !== null && refused.atMs - last.atMs < MIN_SPACING_MS;
  return isSoon ? bells : { ...bells, refused };
}
