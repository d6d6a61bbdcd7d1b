import type { ConfigurationMistake } from '../../shared/configuration';
import { texts } from '../texts';
import { describeError } from '../use-api';

export type ParsedDocument =
  | { readonly kind: 'parsed'; readonly document: unknown }
  | { readonly kind: 'not-json'; readonly mistake: ConfigurationMistake };

/** Reads the text as JSON; where it is none, says at which line and column it stops being so. */
export function parseDocument(text: string): ParsedDocument {
  try {
    return { kind: 'parsed', document: JSON.parse(text) };
  } catch (error) {
    const message = describeError(error);
    const place = findPlace(message, text);
    return {
      kind: 'not-json',
      mistake: {
        path: place ? texts.admin.configuration.line(place.line, place.column) : '',
        message: texts.admin.configuration.notJson(message),
      },
    };
  }
}

/** Browsers name the place differently: `(line 3 column 5)`, or `at position 57` only. */
function findPlace(message: string, text: string): { line: number; column: number } | null {
  const named = /line (\d+) column (\d+)/.exec(message);
  if (named) return { line: Number(named[1]), column: Number(named[2]) };
  const position = /position (\d+)/.exec(message);
  if (!position) {
    // V8 names no place where the text merely ends too early.
    return /end of/i.test(message) ? placeAt(text, text.length) : null;
  }
  return placeAt(text, Number(position[1]));
}

function placeAt(text: string, position: number): { line: number; column: number } {
  const before = text.slice(0, position).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
