/** Texts: one line, rich, addresses, labels. */
import { judgeAdf, TOO_LONG } from '../../adf/accept';
import { adfToPlainText } from '../../adf/plain-text';
import { isArray, type Json } from '../../json';
import { type FieldKind, FieldRefusal, type FieldScope, historyItem } from '../definition';

const MOST_LINE_CHARACTERS = 255;

function textHistory(before: Json, after: Json, scope: FieldScope) {
  return [historyItem(scope, [null, asText(before)], [null, asText(after)])];
}

function asText(value: Json): string | null {
  return typeof value === 'string' ? value : null;
}

function parseString(input: Json): string | null {
  if (input === null) return null;
  if (typeof input !== 'string') throw new FieldRefusal('Operation value must be a string');
  return input;
}

export const summaryKind: FieldKind = {
  operations: ['set'],
  parse(input) {
    const text = parseString(input)?.trim();
    if (text === undefined || text === '') {
      throw new FieldRefusal('You must specify a summary of the issue.');
    }
    if (/[\r\n]/.test(text)) {
      throw new FieldRefusal('The summary is invalid because it contains newline characters.');
    }
    if (text.length > MOST_LINE_CHARACTERS) {
      throw new FieldRefusal('Summary must be less than 255 characters.');
    }
    return text;
  },
  render: (stored) => stored,
  history: textHistory,
};

export const lineKind: FieldKind = {
  operations: ['set'],
  parse(input) {
    const text = parseString(input);
    if (text !== null && text.length > MOST_LINE_CHARACTERS) {
      throw new FieldRefusal(
        'The entered text is too long. It exceeds the allowed limit of 255 characters.',
      );
    }
    return text === '' ? null : text;
  },
  render: (stored) => stored,
  history: textHistory,
};

export const urlKind: FieldKind = {
  ...lineKind,
  parse(input) {
    const text = parseString(input);
    if (text === null || text === '') return null;
    if (!URL.canParse(text)) throw new FieldRefusal('Not a valid URL');
    return text;
  },
};

export const richTextKind: FieldKind = {
  operations: ['set'],
  parse(input, scope) {
    if (input === null) return null;
    const verdict = judgeAdf(scope.site.world, input);
    switch (verdict.kind) {
      case 'accepted':
        return scope.site.storeAdf(input, scope.issue?.fields[scope.field.id]);
      case 'not-a-document':
        throw new FieldRefusal(
          'Operation value must be an Atlassian Document (see the Atlassian Document Format)',
        );
      case 'too-long':
        throw new FieldRefusal(TOO_LONG);
      case 'malformed':
        throw new FieldRefusal(verdict.code, true);
      default: {
        const never: never = verdict;
        throw new Error(`unknown verdict ${JSON.stringify(never)}`);
      }
    }
  },
  render: (stored) => stored,
  history: (before, after, scope) => {
    const text = (value: Json) => (value === null ? null : adfToPlainText(value));
    return [historyItem(scope, [null, text(before)], [null, text(after)])];
  },
};

function parseLabel(input: Json): string {
  if (typeof input !== 'string') throw new FieldRefusal('string expected at index 0');
  if (/\s/.test(input))
    throw new FieldRefusal(`The label '${input}' contains spaces which is invalid.`);
  if (input.length > MOST_LINE_CHARACTERS) {
    throw new FieldRefusal(
      `The label '${input}' exceeds the maximum length for a single label of 255`,
    );
  }
  return input;
}

export const labelsKind: FieldKind = {
  operations: ['add', 'set', 'remove'],
  parse(input) {
    if (input === null) return [];
    if (!isArray(input)) throw new FieldRefusal('data was not an array');
    return [...new Set(input.map(parseLabel).filter((label) => label !== ''))].sort();
  },
  parseElement: parseLabel,
  render: (stored) => (isArray(stored) ? [...stored].sort() : []),
  history: (before, after, scope) => {
    const joined = (value: Json) => (isArray(value) ? [...value].sort().join(' ') : '');
    return [historyItem(scope, [null, joined(before)], [null, joined(after)])];
  },
  autoCompletePath: 'labels/suggest?query=',
};
