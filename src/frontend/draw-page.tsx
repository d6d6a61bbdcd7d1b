import { view } from '@forge/bridge';
import ForgeReconciler from '@forge/react';
import { type ReactElement, StrictMode } from 'react';
import { speak } from './texts';
import { japanese } from './texts/ja';

/** By language, as a locale begins with it. */
const LANGUAGES = { ja: japanese } as const;

/**
 * Draws a page in the language that the person chose in Jira. Where Jira does not tell it, in
 * English.
 * https://developer.atlassian.com/platform/forge/apis-reference/ui-api-bridge/view/#getcontext
 */
export function drawPage(page: ReactElement): void {
  void view
    .getContext()
    .then(({ locale }) => speakFor(locale))
    .finally(() => ForgeReconciler.render(<StrictMode>{page}</StrictMode>));
}

/** @param locale `ja-JP`, `en-US` */
export function speakFor(locale: string): void {
  const [language] = locale.toLowerCase().split(/[-_]/);
  const spoken = Object.entries(LANGUAGES).find(([name]) => name === language);
  if (spoken) speak(spoken[1]);
}
