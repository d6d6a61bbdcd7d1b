/** The installed app itself, as far as it can be seen from outside: its door. */
import { type Check, judge, open } from '../finding';

/** Answers that the door gives without a signature, whatever is configured. */
const KNOCKS = [
  { path: '/smoke-nobody', body: '{}', expected: [404] },
  // With one connection the bare URL is its own: the signature is missing.
  { path: '', body: '{}', expected: [401, 404] },
  { path: '', body: 'x'.repeat(1024 * 1024 + 1), expected: [413] },
] as const;

export const INSTALLED_APP: readonly Check[] = [
  {
    id: 'D1',
    async run({ options }) {
      const { webTriggerUrl } = options;
      if (!webTriggerUrl) return open("--webtrigger, the app's URL from its admin page");
      const answers: number[] = [];
      for (const { path, body } of KNOCKS) {
        answers.push((await fetch(webTriggerUrl + path, { method: 'POST', body })).status);
      }
      const fits = KNOCKS.every(({ expected }, at) =>
        (expected as readonly number[]).includes(answers[at] ?? 0),
      );
      return judge(fits, `the door answers ${answers.join(', ')}`);
    },
  },
];
