/** Entity properties: JSON that apps keep with issues, comments and projects. */
import { refusal } from '../http/jira-error';
import type { Json } from '../json';

const MOST_VALUE_CHARACTERS = 32_768;
const MOST_KEY_CHARACTERS = 255;

/** @throws JiraError 400 where a key or a value is too long. */
export function checkProperties(properties: Readonly<Record<string, Json>>): void {
  for (const [key, value] of Object.entries(properties)) {
    if (key === '') throw refusal(400, 'The property key cannot be empty.');
    if (key.length > MOST_KEY_CHARACTERS) {
      throw refusal(
        400,
        `The property key cannot be longer than ${MOST_KEY_CHARACTERS} characters.`,
      );
    }
    if (JSON.stringify(value).length > MOST_VALUE_CHARACTERS) {
      throw refusal(
        400,
        `The property value cannot be longer than ${MOST_VALUE_CHARACTERS} characters.`,
      );
    }
  }
}

/** The properties that `properties=` asks for: keys, `*all`, and keys to leave out. */
export function selectProperties(
  properties: Readonly<Record<string, Json>>,
  names: readonly string[],
): Readonly<Record<string, Json>> {
  const everything = names.includes('*all');
  const chosen = Object.entries(properties).filter(
    ([key]) => !names.includes(`-${key}`) && (everything || names.includes(key)),
  );
  return Object.fromEntries(chosen);
}
