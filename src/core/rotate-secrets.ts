/** How the secret that signs a connection's webhooks is replaced without a bell being lost. */

export interface WebhookSecret {
  readonly secret: string;
  /** Refused after that; `null`: valid until it is replaced. */
  readonly untilMs: number | null;
}

/** Time to change the secret in the remote tracker, too. */
const GRACE_MS = 24 * 60 * 60 * 1000;

/**
 * The secrets that are valid after an import, the newest first.
 * @param configured one text: the one before it stays valid for a day; a list: these and no other;
 * absent: nothing changes
 */
export function rotateSecrets(
  configured: string | readonly string[] | undefined,
  standing: readonly WebhookSecret[],
  nowMs: number,
): readonly WebhookSecret[] {
  if (configured === undefined) return standing;
  if (typeof configured !== 'string') {
    return configured.map((secret) => ({ secret, untilMs: null }));
  }
  const [former] = standing;
  if (former?.secret === configured) return standing;
  const fresh = { secret: configured, untilMs: null };
  return former ? [fresh, { ...former, untilMs: nowMs + GRACE_MS }] : [fresh];
}

/** The secrets among them that are valid now. */
export function listValidSecrets(
  secrets: readonly WebhookSecret[],
  nowMs: number,
): readonly string[] {
  return secrets
    .filter(({ untilMs }) => untilMs === null || nowMs <= untilMs)
    .map(({ secret }) => secret);
}
