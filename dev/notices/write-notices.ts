/** The two documents about other people's code: for readers, and for tools. */
import type { ShippedPackage } from './list-shipped';

/** Longer texts are terms to be read where they are published. */
const MOST_LETTERS = 12_000;

/** `docs/third-party-licences.md` */
export function writeLicences(packages: readonly ShippedPackage[]): string {
  const texts = new Map<string, string[]>();
  for (const { name, licenceText } of packages) {
    if (licenceText === '' || licenceText.length > MOST_LETTERS) continue;
    texts.set(licenceText, [...(texts.get(licenceText) ?? []), name]);
  }
  return [
    '# Third-party licences',
    '',
    'What is deployed contains code of these packages. Written by `npm run notices`; a test holds it.',
    '',
    '| package | version | licence |',
    '|---|---|---|',
    ...packages.map(({ name, version, licence }) => `| \`${name}\` | ${version} | ${licence} |`),
    '',
    '`@forge/*` comes under the [Atlassian Developer Terms](https://developer.atlassian.com/platform/marketplace/atlassian-developer-terms/), whose text is in each of its packages.',
    ...[...texts].flatMap(([text, names]) => [
      '',
      `## ${names.join(', ')}`,
      '',
      '```text',
      text,
      '```',
    ]),
    '',
  ].join('\n');
}

/**
 * `docs/sbom.cdx.json`: CycloneDX 1.5. Without a time and a serial number, so that the same
 * packages give the same file.
 * @see https://cyclonedx.org/docs/1.5/json/
 */
export function writeSbom(version: string, packages: readonly ShippedPackage[]): string {
  const document = {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: {
      component: { type: 'application', name: 'redmine-sync-for-jira', version },
    },
    components: packages.map((each) => ({
      type: 'library',
      name: each.name,
      version: each.version,
      purl: `pkg:npm/${each.name.replace('@', '%40')}@${each.version}`,
      licenses: [
        each.licence.startsWith('SEE ')
          ? { license: { name: 'Atlassian Developer Terms' } }
          : { license: { id: each.licence } },
      ],
      ...hashesOf(each),
    })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function hashesOf({ integrity }: ShippedPackage) {
  const [algorithm, value] = integrity?.split('-', 2) ?? [];
  if (algorithm !== 'sha512' || !value) return {};
  const content = Buffer.from(value, 'base64').toString('hex');
  return { hashes: [{ alg: 'SHA-512', content }] };
}
