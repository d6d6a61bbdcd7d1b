import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Atlaskit's own colours of an option that is chosen and pointed at; in Jira they are Jira's. */
const NOT_OURS = ['[id^="react-select"][id*="option"]'];

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string }[];
}

/**
 * Everything that axe calls serious or critical on what the page shows now, with the first places.
 * https://github.com/dequelabs/axe-core/blob/develop/doc/API.md
 */
export async function findViolations(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate('"axe" in globalThis'))) await page.evaluate(AXE);
  // What fades in has other colours for a moment; a spinner never ends.
  await page.waitForFunction(
    `document.getAnimations().every(({ playState, effect }) =>
      playState !== 'running' || effect.getComputedTiming().endTime === Infinity)`,
  );
  const found = (await page.evaluate(
    `axe.run({ exclude: ${JSON.stringify(NOT_OURS)} }).then(({ violations }) => violations)`,
  )) as readonly Violation[];
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => {
      const places = nodes.slice(0, 3).map(({ html }) => html.slice(0, 200));
      return `${id}: ${help} (${nodes.length}): ${places.join(' | ')}`;
    });
}
