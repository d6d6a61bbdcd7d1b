/** 40 hexadecimal digits, as Redmine's API keys are. @param random 0 ≤ n < 1 */
export function makeApiKey(random: () => number): string {
  return Array.from({ length: 40 }, () => Math.floor(random() * 16).toString(16)).join('');
}
