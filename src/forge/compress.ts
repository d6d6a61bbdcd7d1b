/** Long values are stored deflated: storage writes are the dearest thing on Forge. */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import * as z from 'zod';

const compressed = z.object({ v: z.literal(1), z: z.string() });

export interface Compressed {
  readonly v: 1;
  /** Base64 of raw DEFLATE of JSON in UTF-8. */
  readonly z: string;
}

/** @returns a document that `decompress` turns back into `value`. */
export function compress(value: unknown): Compressed {
  return { v: 1, z: deflateRawSync(JSON.stringify(value)).toString('base64') };
}

/** Storage counts requests in units of 10 KB: what fits into one costs the same either way. */
const PLAIN_BYTES = 10 * 1024;

/** @returns the document itself where it is short; `expand` reads both. */
export function compressLong<T extends object>(document: T): T | Compressed {
  return JSON.stringify(document).length > PLAIN_BYTES ? compress(document) : document;
}

/** What `compressLong` was given, and what older versions stored as it was. */
export function expand(stored: unknown): unknown {
  return compressed.safeParse(stored).success ? decompress(stored) : stored;
}

/** @throws ZodError where the stored document is not one of `compress`. */
export function decompress(stored: unknown): unknown {
  return JSON.parse(inflateRawSync(Buffer.from(compressed.parse(stored).z, 'base64')).toString());
}
