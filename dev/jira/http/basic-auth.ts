/** Basic authentication as Jira's API tokens use it; here any token will do. */
import type { Caller } from '../caller';
import type { World } from '../state/world';

export type Login =
  | { readonly kind: 'known'; readonly caller: Caller }
  | { readonly kind: 'refused' };

/** Without the header the caller is anonymous; with an address nobody has it is refused. */
export function readLogin(headers: Headers, world: World): Login {
  const header = headers.get('authorization');
  if (header === null) return { kind: 'known', caller: { kind: 'anonymous' } };
  const [scheme, credentials] = header.split(' ');
  if (scheme?.toLowerCase() !== 'basic' || credentials === undefined) return { kind: 'refused' };
  const email = Buffer.from(credentials, 'base64').toString().split(':')[0] ?? '';
  const user = world.findUserByEmail(email);
  if (user === undefined || !user.active || user.accountType === 'app') return { kind: 'refused' };
  return { kind: 'known', caller: { kind: 'user', accountId: user.accountId } };
}
