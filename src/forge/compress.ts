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

/** @throws ZodError where the stored document is not one of `compress`. */
export function decompress(stored: unknown): unknown {
  return JSON.parse(inflateRawSync(Buffer.from(compressed.parse(stored).z, 'base64')).toString());
}
