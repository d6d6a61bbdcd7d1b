/**
 * Whether a webhook comes from who knows the connection's secret. Checked over the raw body, before
 * anything of it is parsed, and compared in constant time.
 *
 * - Redmine 7's own: `X-Redmine-Signature-256: sha256=<hex HMAC-SHA256(secret, body)>`
 *   (app/models/webhook.rb). Our plugin signs alike, and its body says when: good for five minutes.
 * - Graimes' plugin: `X-Redmine-Webhook-{Id,Timestamp,Signature}`, HMAC-SHA256 over
 *   `timestamp.id.body` (https://github.com/Graimes/redmine_webhook_2026), good for five minutes.
 * - Senders that sign nothing put the secret into the URL (`?secret=`). That proves less, since URLs
 *   stand in logs; a bell is all that is made of any of them.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { BellRefusal, BellScheme } from '../core/bells';

/** As Forge hands a web trigger's request over: every name with all its values. */
type Multi = Readonly<Record<string, readonly string[] | undefined>>;

export interface WebhookRequest {
  readonly headers: Multi;
  readonly queryParameters: Multi;
  readonly body: string;
}

export type SignatureCheck =
  | { readonly kind: 'verified'; readonly scheme: BellScheme }
  | { readonly kind: 'refused'; readonly why: BellRefusal };

export const SIGNATURE_TOLERANCE_SECONDS = 300;

const NATIVE_HEADER = 'x-redmine-signature-256';
const GRAIMES_HEADERS = {
  id: 'x-redmine-webhook-id',
  timestamp: 'x-redmine-webhook-timestamp',
  signature: 'x-redmine-webhook-signature',
} as const;
const SECRET_PARAMETER = 'secret';

/**
 * @param secret the connection's; `null` where it has none, which verifies nothing
 * @param nowMs our clock, for the schemes that sign a time
 */
export function verifySignature(
  request: WebhookRequest,
  secret: string | null,
  nowMs: number,
): SignatureCheck {
  if (secret === null || secret === '') return refuse('no-secret');
  const native = headerOf(request, NATIVE_HEADER);
  if (native !== null) {
    return isSigned(native, secret, request.body)
      ? { kind: 'verified', scheme: 'native' }
      : refuse('wrong-secret');
  }
  const graimes = headerOf(request, GRAIMES_HEADERS.signature);
  if (graimes !== null) return verifyGraimes(request, graimes, secret, nowMs);
  const given = request.queryParameters[SECRET_PARAMETER]?.[0];
  if (given === undefined) return refuse('unsigned');
  return isSame(given, secret)
    ? { kind: 'verified', scheme: 'url-secret' }
    : refuse('wrong-secret');
}

function verifyGraimes(
  request: WebhookRequest,
  signature: string,
  secret: string,
  nowMs: number,
): SignatureCheck {
  const id = headerOf(request, GRAIMES_HEADERS.id) ?? '';
  const timestamp = headerOf(request, GRAIMES_HEADERS.timestamp) ?? '';
  if (!isSigned(signature, secret, `${timestamp}.${id}.${request.body}`)) {
    return refuse('wrong-secret');
  }
  if (!isTimely(Number(timestamp) * 1000, nowMs)) return refuse('late');
  return { kind: 'verified', scheme: 'graimes' };
}

/** Whether something was signed within the tolerance, before or after; never for `NaN`. */
export function isTimely(signedAtMs: number, nowMs: number): boolean {
  return Math.abs(nowMs - signedAtMs) <= SIGNATURE_TOLERANCE_SECONDS * 1000;
}

function refuse(why: BellRefusal): SignatureCheck {
  return { kind: 'refused', why };
}

function isSigned(signature: string, secret: string, signed: string): boolean {
  const hex = createHmac('sha256', secret).update(signed, 'utf8').digest('hex');
  return isSame(signature.trim().toLowerCase(), `sha256=${hex}`);
}

/** Over digests, so that neither content nor length can be told from the time it takes. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text, 'utf8').digest();
  return timingSafeEqual(digest(given), digest(expected));
}

function headerOf(request: WebhookRequest, name: string): string | null {
  const entry = Object.entries(request.headers).find(([key]) => key.toLowerCase() === name);
  return entry?.[1]?.[0] ?? null;
}
