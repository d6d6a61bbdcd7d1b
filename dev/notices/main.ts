/** `npm run notices`: writes the third-party licences and the bill of materials into `docs/`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listShipped } from './list-shipped';
import { writeLicences, writeSbom } from './write-notices';

const PROJECT_ROOT = join(__dirname, '..', '..');

async function main(): Promise<void> {
  const packages = await listShipped(PROJECT_ROOT);
  const { version } = JSON.parse(readFileSync(join(PROJECT_ROOT, 'package.json'), 'utf8'));
  const docs = join(PROJECT_ROOT, 'docs');
  writeFileSync(join(docs, 'third-party-licences.md'), writeLicences(packages));
  writeFileSync(join(docs, 'sbom.cdx.json'), writeSbom(version, packages));
  console.log(`${packages.length} packages in docs/third-party-licences.md and docs/sbom.cdx.json`);
}

void main();
