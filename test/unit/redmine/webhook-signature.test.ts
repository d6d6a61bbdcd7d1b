import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { verifySignature, type WebhookRequest } from '../../../src/redmine/webhook-signature';

const SECRET = 'correct horse battery staple';
const BODY = '{"type":"issue.updated","ö":1}';
const NOW_MS = 1_795_000_000_000;
const NOW = String(NOW_MS / 1000);

function sign(signed: string, secret = SECRET): string {
  return `sha256=${createHmac('sha256', secret).update(signed).digest('hex')}`;
}

function aRequest(request: Partial<WebhookRequest>): WebhookRequest {
  return { headers: {}, queryParameters: {}, body: BODY, ...request };
}

function graimes(
  timestamp: string,
  { id = 'd-1', signature = sign(`${timestamp}.${id}.${BODY}`) } = {},
) {
  return aRequest({
    headers: {
      'X-Redmine-Webhook-Id': [id],
      'X-Redmine-Webhook-Timestamp': [timestamp],
      'X-Redmine-Webhook-Signature': [signature],
    },
  });
}

const native = (signature: string, body = BODY) =>
  aRequest({ headers: { 'x-redmine-signature-256': [signature] }, body });

describe('a webhook’s signature', () => {
  it.each([
    ['native', native(sign(BODY))],
    ['native', native(sign(BODY).toUpperCase().replace('SHA256', 'sha256'))],
    ['graimes', graimes(NOW)],
    ['graimes', graimes(String(Number(NOW) - 299))],
    ['url-secret', aRequest({ queryParameters: { secret: [SECRET] } })],
  ])('is verified (%s)', (scheme, request) => {
    expect(verifySignature(request, SECRET, NOW_MS)).toEqual({ kind: 'verified', scheme });
  });

  it.each([
    ['wrong-secret', native(sign(BODY, 'another secret'))],
    ['wrong-secret', native(sign(BODY), `${BODY} `)],
    ['wrong-secret', native('sha256=')],
    ['wrong-secret', native('')],
    ['wrong-secret', graimes(NOW, { signature: sign(BODY) })],
    ['wrong-secret', graimes('later', { signature: sign(`${NOW}.d-1.${BODY}`) })],
    ['late', graimes(String(Number(NOW) - 301))],
    ['late', graimes(String(Number(NOW) + 301))],
    ['late', graimes('')],
    ['late', graimes('soon')],
    ['unsigned', aRequest({})],
    ['wrong-secret', aRequest({ queryParameters: { secret: ['guess'] } })],
    ['wrong-secret', { ...native('sha256=00'), queryParameters: { secret: [SECRET] } }],
  ])('is refused: %s', (why, request) => {
    expect(verifySignature(request, SECRET, NOW_MS)).toEqual({ kind: 'refused', why });
  });

  it.each([null, ''])('is refused where the connection has no secret (%j)', (secret) => {
    expect(verifySignature(native(sign(BODY, '')), secret, NOW_MS)).toEqual({
      kind: 'refused',
      why: 'no-secret',
    });
  });
});
