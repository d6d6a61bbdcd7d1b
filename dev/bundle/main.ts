/** `npm run bundle`: makes the bundle of the functions and prints its size. */
import { dirname, join, relative } from 'node:path';
import { bundleBackend } from './bundle-backend';

const PROJECT_ROOT = join(__dirname, '..', '..');
const TARGET_BYTES = 400_000;
/** What is smaller is told in one line. */
const SMALL_BYTES = 10_000;

const kilobytes = (bytes: number): string => `${Math.round(bytes / 1000)} KB`;

/** `206 KB (target: 400 KB, met)` */
function weigh(bytes: number): string {
  const verdict = bytes <= TARGET_BYTES ? 'met' : 'missed';
  return `${kilobytes(bytes)} (target: ${kilobytes(TARGET_BYTES)}, ${verdict})`;
}

async function main(): Promise<void> {
  const { file, bytes, gzippedBytes, loads, parts } = await bundleBackend(PROJECT_ROOT);
  console.log(
    `${relative(PROJECT_ROOT, dirname(file))}: ${weigh(bytes)} minified, ${weigh(gzippedBytes)} as it is uploaded`,
  );
  console.log('What a function loads with its first call:');
  for (const { door, bytes: size } of loads) console.log(`  ${door}: ${weigh(size)}`);
  console.log('What it is made of:');
  const large = parts.filter(([, size]) => size >= SMALL_BYTES);
  const rest = parts.filter(([, size]) => size < SMALL_BYTES);
  for (const [name, size] of large) console.log(`  ${name}: ${kilobytes(size)}`);
  const restBytes = rest.reduce((sum, [, size]) => sum + size, 0);
  console.log(`  ${rest.length} smaller parts: ${kilobytes(restBytes)}`);
}

void main();
