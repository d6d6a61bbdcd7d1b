import type { ConfigurationMistake } from '../../shared/configuration';
import { texts } from '../texts';
import { describeError } from '../use-api';
import { findJsonError } from './find-json-error';

export type ParsedDocument =
  | { readonly kind: 'parsed'; readonly document: unknown }
  | { readonly kind: 'not-json'; readonly mistake: ConfigurationMistake };

/** Reads the text as JSON; where it is none, says at which line and column it stops being so. */
export function parseDocument(text: string): ParsedDocument {
  try {
    return { kind: 'parsed', document: JSON.parse(text) };
  } catch (error) {
    const before = text.slice(0, findJsonError(text) ?? text.length).split('\n');
    const column = (before.at(-1)?.length ?? 0) + 1;
    return {
      kind: 'not-json',
      mistake: {
        path: texts.admin.configuration.line(before.length, column),
        message: texts.admin.configuration.notJson(describeError(error)),
      },
    };
  }
}
