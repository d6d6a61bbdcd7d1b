/** Takes a document from a request, or says in Jira's words why not. */
import type { Json } from '../json';
import type { World } from '../state/world';
import { mediaIdsOf } from './media';
import { isValidAdf } from './validate';

/** Jira counts the document as it is stored, so marks and structure count too. */
const MOST_CHARACTERS = 32_767;

export const TOO_LONG =
  'The entered text is too long. It exceeds the allowed limit of 32,767 characters.';

/**
 * What became of a document. `not-a-document` and `too-long` are said of the field; `malformed`
 * is a code that Jira gives for the whole request.
 */
export type AdfVerdict =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'not-a-document' }
  | { readonly kind: 'too-long' }
  | { readonly kind: 'malformed'; readonly code: 'INVALID_INPUT' | 'ATTACHMENT_VALIDATION_ERROR' };

export function judgeAdf(world: World, document: Json): AdfVerdict {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    return { kind: 'not-a-document' };
  }
  if (JSON.stringify(document).length > MOST_CHARACTERS) return { kind: 'too-long' };
  if (!isValidAdf(document)) return { kind: 'malformed', code: 'INVALID_INPUT' };
  const isUnknown = (id: string) => world.findAttachmentByMediaId(id) === undefined;
  return mediaIdsOf(document).some(isUnknown)
    ? { kind: 'malformed', code: 'ATTACHMENT_VALIDATION_ERROR' }
    : { kind: 'accepted' };
}
