/** A page without a mouse. */
import type { Page } from 'playwright-core';

/** What can be acted on; of a row of tabs the arrows reach those that Tab does not. */
const ACTIONS =
  'a[href], button:not([disabled]), input:not([disabled]), select, textarea, [role="tab"][tabindex="0"]';

const NAME =
  'element.getAttribute("aria-label") || element.innerText || element.id || element.tagName';

/** Presses Tab once through the page, or the dialog that is open. @returns what it did not come to */
export async function walkByTab(page: Page): Promise<{ readonly unreached: readonly string[] }> {
  const count = Number(
    await page.evaluate(`(() => {
      globalThis.toReach = new Set([...(document.querySelector('[role="dialog"]') ?? document).querySelectorAll('${ACTIONS}')].filter(
        (element) => element.checkVisibility() && element.type !== 'hidden',
      ));
      document.activeElement?.blur();
      return globalThis.toReach.size;
    })()`),
  );
  for (let presses = 0; presses < count + 20; presses += 1) {
    await page.keyboard.press('Tab');
    await page.evaluate('globalThis.toReach.delete(document.activeElement)');
  }
  const unreached = await page.evaluate(`[...globalThis.toReach].map((element) => ${NAME})`);
  return { unreached: unreached as readonly string[] };
}

/** Presses Tab until that action has the focus. @throws Error where it never gets it */
export async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 200; presses += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(
      `((element) => element && (${NAME}))(document.activeElement)`,
    );
    if (String(focused).trim() === name) return;
  }
  throw new Error(`"${name}" never got the focus`);
}
