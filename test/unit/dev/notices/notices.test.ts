import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { listShipped } from '../../../../dev/notices/list-shipped';
import { writeLicences, writeSbom } from '../../../../dev/notices/write-notices';

/** With what the Apache licence goes together. */
const FITTING = ['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0'];
/** `@forge/*`: Atlassian's Developer Terms, under which every Forge app depends on them. */
const FORGE = 'SEE LICENSE IN LICENSE.txt';

describe('third-party notices', () => {
  it('are those of what is deployed (npm run notices)', async () => {
    const packages = await listShipped(process.cwd());
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(readFileSync('docs/third-party-licences.md', 'utf8')).toBe(writeLicences(packages));
    expect(readFileSync('docs/sbom.cdx.json', 'utf8')).toBe(writeSbom(version, packages));
  }, 60_000);

  it('hold licences that fit ours, each with its hash', async () => {
    const packages = await listShipped(process.cwd());
    const odd = packages.filter(
      ({ name, licence, integrity }) =>
        !integrity ||
        !(FITTING.includes(licence) || (licence === FORGE && name.startsWith('@forge/'))),
    );
    expect(odd.map(({ name, licence }) => `${name} ${licence}`)).toEqual([]);
  }, 60_000);
});
