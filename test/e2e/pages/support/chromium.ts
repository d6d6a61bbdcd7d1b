import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Debian's package; another place can be named. */
const EXECUTABLE = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

/**
 * Whether the browser tests can run. Says so where they cannot.
 *
 * @throws where `REQUIRE_CHROMIUM=1` forbids to skip them
 */
export function hasChromium(): boolean {
  if (existsSync(EXECUTABLE)) return true;
  const message = `no Chromium at ${EXECUTABLE} (set CHROMIUM_PATH): browser tests are skipped`;
  if (process.env.REQUIRE_CHROMIUM === '1') throw new Error(message);
  console.warn(message);
  return false;
}

export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: EXECUTABLE,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
