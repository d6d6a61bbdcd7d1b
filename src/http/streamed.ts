/**
 * Files on the wire. A large one is never held whole: it passes from one tracker to the other as it
 * comes. A small one is, since a body that stands whole is the best understood on every way.
 */

export interface StreamedBody {
  readonly stream: ReadableStream<Uint8Array>;
  readonly type: string;
  readonly sizeBytes: number;
}

/** A few of them fit into a function's memory many times over. */
const MAX_HELD_BYTES = 4_000_000;

/** With its length, so that it goes in one piece and not in chunks, which some servers refuse. */
export function headersOf({ type, sizeBytes }: StreamedBody): Readonly<Record<string, string>> {
  return { 'Content-Type': type, 'Content-Length': String(sizeBytes) };
}

/** What `fetch` wants for the body. */
export async function bodyOf({ stream, sizeBytes }: StreamedBody) {
  if (sizeBytes > MAX_HELD_BYTES) return { body: stream, duplex: 'half' as const };
  return { body: await new Response(stream).arrayBuffer() };
}

/** Nothing is read from it any more; a broken one is as good as an ended one. */
export async function discardBody(response: Response): Promise<void> {
  await response.body?.cancel().catch(() => undefined);
}
