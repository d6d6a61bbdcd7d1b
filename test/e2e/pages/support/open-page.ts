import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { findViolations } from './find-violations';

/** Where pictures go; none are made without it. */
const PICTURES = process.env.SCREENSHOTS_DIR || undefined;

export interface OpenPage {
  readonly page: Page;
  /** What the browser complained about, and what the preview could not show. */
  readonly complaints: () => Promise<readonly string[]>;
}

/** Opens a page of the host at the size of a laptop, and notes every complaint. */
export async function openPage(browser: Browser, url: string): Promise<OpenPage> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 860 } });
  const noted: string[] = [];
  page.on('pageerror', (error) => noted.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') noted.push(message.text());
  });
  await page.goto(url);
  return {
    page,
    complaints: async () => [...noted, ...(await page.locator('.not-modelled').allTextContents())],
  };
}

/**
 * What every state of a page is put through: axe finds nothing serious in it, and where
 * `SCREENSHOTS_DIR` asks for it a picture goes to `docs/screenshots`.
 */
export async function takePicture(page: Page, name: string): Promise<void> {
  expect(await findViolations(page), `axe on ${name}`).toEqual([]);
  if (PICTURES === undefined) return;
  mkdirSync(PICTURES, { recursive: true });
  // A caret or a spinner would make every picture a new one.
  await page.waitForTimeout(400);
  await page.screenshot({ path: join(PICTURES, `${name}.png`), animations: 'disabled' });
}
