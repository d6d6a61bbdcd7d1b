/** Turns a reply into the `Response` that goes over the wire. */
import { TextResponse } from '../../text-response';
import type { Reply } from './reply';

export function respond(reply: Reply, headers: Readonly<Record<string, string>>): Response {
  const all = new Headers({ ...headers, ...reply.headers });
  const { status } = reply;
  if (reply.content !== undefined) {
    all.set('content-type', reply.content.type);
    return new Response(new Uint8Array(reply.content.bytes), { status, headers: all });
  }
  if (reply.body === undefined) return new Response(null, { status, headers: all });
  all.set('content-type', 'application/json;charset=UTF-8');
  return new TextResponse(JSON.stringify(reply.body), { status, headers: all });
}
