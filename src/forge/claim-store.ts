/** Claims: set only where there is none, so that one creation at a time is under way for an issue. */
import { kvs } from '@forge/kvs';
import { REQUEST_TIMEOUT_MS } from '../core/intents';
import type { Claim } from '../core/twins/claim';
import type { Store } from '../ports';
import { claimKey, claimRetryKey } from './keys';
import { setOnce } from './set-once';
import { claimRetrySchema, claimSchema } from './stored/claim';
import { versioned } from './stored/versioned';

type ClaimStore = Pick<Store, 'claim' | 'retryClaim' | 'releaseClaim' | 'findClaim'>;

export const claimStore: ClaimStore = {
  async claim(claim) {
    if (await setOnce(keyOf(claim), claim)) return { kind: 'ours', claim };
    return { kind: 'standing', claim: claimSchema.parse(await kvs.get(keyOf(claim))) };
  },

  async retryClaim(claim, nowMs) {
    const retries = await takeTurn(claim, nowMs);
    if (retries === null) return null;
    // Whoever was at it before may have come through, which ended the claim.
    const { connectionId, side, issueId } = claim;
    const standing = await claimStore.findClaim(connectionId, side, issueId);
    if (standing?.nonce !== claim.nonce) return null;
    const renewed = { ...claim, atMs: nowMs, retries };
    await kvs.set(keyOf(claim), renewed);
    return renewed;
  },

  async releaseClaim(claim) {
    await kvs.delete(keyOf(claim));
  },

  async findClaim(connectionId, side, issueId) {
    const stored = await kvs.get(claimKey(connectionId, side, issueId));
    return stored === undefined ? null : claimSchema.parse(stored);
  },
};

/**
 * The number of the next retry, which nobody else is given. A run that was given one and ended before
 * it could say so in the claim is passed over once nothing of it can be on its way any more.
 */
async function takeTurn(claim: Claim, nowMs: number): Promise<number | null> {
  for (let retry = (claim.retries ?? 0) + 1; ; retry += 1) {
    const key = claimRetryKey(claim, retry);
    if (await setOnce(key, versioned({ atMs: nowMs }), 1)) return retry;
    // Its day may have ended between the two calls.
    const taken = claimRetrySchema.optional().parse(await kvs.get(key));
    if (taken && nowMs < taken.atMs + REQUEST_TIMEOUT_MS) return null;
  }
}

function keyOf(claim: Claim): string {
  return claimKey(claim.connectionId, claim.side, claim.issueId);
}
