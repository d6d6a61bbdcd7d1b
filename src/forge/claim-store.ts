/** Claims: set only where there is none, so that one creation at a time is under way for an issue. */
import { kvs } from '@forge/kvs';
import type { Claim } from '../core/twins/claim';
import type { Store } from '../ports';
import { claimKey } from './keys';
import { isLostRace } from './run-transaction';
import { claimSchema } from './stored/claim';

type ClaimStore = Pick<Store, 'claim' | 'renewClaim' | 'releaseClaim' | 'findClaim'>;

export const claimStore: ClaimStore = {
  async claim(claim) {
    try {
      await kvs.set(keyOf(claim), claim, { keyPolicy: 'FAIL_IF_EXISTS' });
      return { kind: 'ours', claim };
    } catch (error) {
      if (!isLostRace(error)) throw error;
      return { kind: 'standing', claim: claimSchema.parse(await kvs.get(keyOf(claim))) };
    }
  },

  async renewClaim(claim) {
    await kvs.set(keyOf(claim), claim);
  },

  async releaseClaim(claim) {
    await kvs.delete(keyOf(claim));
  },

  async findClaim(connectionId, side, issueId) {
    const stored = await kvs.get(claimKey(connectionId, side, issueId));
    return stored === undefined ? null : claimSchema.parse(stored);
  },
};

function keyOf(claim: Claim): string {
  return claimKey(claim.connectionId, claim.side, claim.issueId);
}
