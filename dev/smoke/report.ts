/** A report for pasting into an issue: no address, no key, no person of the site in it. */
import type { CheckFinding, CheckResult } from './run-checks';

const MOST_LETTERS = 300;

const MARKS: Readonly<Record<CheckFinding['kind'], string>> = {
  confirmed: 'x',
  refuted: 'refuted',
  failed: 'failed',
  open: ' ',
};

/** @param left issues that could not be deleted */
export function writeReport(
  results: readonly CheckResult[],
  secrets: readonly string[],
  left: readonly string[],
): string {
  const count = (kind: CheckFinding['kind']) =>
    results.filter(({ finding }) => finding.kind === kind).length;
  const lines = results.map(({ id, finding }) => {
    const text = finding.kind === 'open' ? `to do: ${finding.needs}` : finding.seen;
    return `- [${MARKS[finding.kind]}] **${id}** ${blank(text, secrets)}`;
  });
  return [
    '## Smoke report: docs/unverified.md on a real site',
    '',
    `${count('confirmed')} confirmed, ${count('refuted')} refuted, ${count('failed')} failed, ${count('open')} open; ${left.length} issues left behind`,
    '',
    ...lines,
    '',
  ].join('\n');
}

function blank(text: string, secrets: readonly string[]): string {
  const plain = secrets.reduce((rest, secret) => rest.replaceAll(secret, '…'), text);
  return plain
    .replace(/[\w.+-]+@[\w-]+\.[\w.]+/g, '…@…')
    .replace(/https?:\/\/[^/\s"]+/g, 'https://…')
    .replace(/\s+/g, ' ')
    .slice(0, MOST_LETTERS);
}
