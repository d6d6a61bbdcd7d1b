import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { writeReport } from '../../../../dev/smoke/report';
import { CHECKS } from '../../../../dev/smoke/run-checks';

describe('the smoke script', () => {
  it('has a check for every item of docs/unverified.md, and one for the app itself', () => {
    const text = readFileSync('docs/unverified.md', 'utf8');
    const items = [...text.matchAll(/^\| ([A-Z]\d+) \|/gm)].map(([, id]) => id ?? '');
    expect(items.length).toBeGreaterThan(20);
    expect(CHECKS.map(({ id }) => id).toSorted()).toEqual([...items, 'D1'].toSorted());
  });

  it('writes a report without addresses, people and the names it is told', () => {
    const seen = 'WEB-7 of ada@example.com at https://acme.atlassian.net/browse';
    expect(
      writeReport(
        [
          { id: 'R1', finding: { kind: 'confirmed', seen } },
          { id: 'A1', finding: { kind: 'open', needs: 'a look' } },
        ],
        ['WEB'],
        [],
      ).split('\n'),
    ).toEqual([
      '## Smoke report: docs/unverified.md on a real site',
      '',
      '1 confirmed, 0 refuted, 0 failed, 1 open; 0 issues left behind',
      '',
      '- [x] **R1** …-7 of …@… at https://…/browse',
      '- [ ] **A1** to do: a look',
      '',
    ]);
  });
});
