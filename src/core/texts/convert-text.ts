/** Rich text across: `src/text` does the work, this says with which people and which base. */
import {
  adfToMarkdown,
  adfToTextile,
  applyMarkdownEdit,
  applyTextileEdit,
  markdownToAdf,
  type TextContext,
  textileToAdf,
} from '../../text';
import type { Mapping } from '../mapping';
import type { AdfDocument, RichText, Side, TextFormat } from '../model';

/** A text as both sides last agreed on it, in both its forms. */
export interface BaseText {
  readonly adf: AdfDocument;
  readonly source: string;
}

/**
 * The text in the form of the side `to`. With a base, an edit of the remote text changes only the
 * blocks of the document that were edited; the rest stays as Jira had it.
 */
export function convertText(
  mapping: Mapping,
  text: RichText | null,
  to: Side,
  base?: BaseText,
): RichText | null {
  if (text === null) return null;
  const context = contextOf(mapping);
  if (to === 'remote') {
    return text.format === 'adf'
      ? { format: mapping.textFormat, source: writeSource(text.doc, mapping.textFormat, context) }
      : text;
  }
  return text.format === 'adf'
    ? text
    : { format: 'adf', doc: readSource(text.source, mapping.textFormat, context, base) };
}

function writeSource(doc: AdfDocument, format: TextFormat, context: TextContext): string {
  return format === 'textile' ? adfToTextile(doc, context) : adfToMarkdown(doc, context);
}

function readSource(
  source: string,
  format: TextFormat,
  context: TextContext,
  base: BaseText | undefined,
): AdfDocument {
  if (format === 'textile') {
    return base
      ? applyTextileEdit({
          baseAdf: base.adf,
          baseTextile: base.source,
          newTextile: source,
          context,
        })
      : textileToAdf(source, context);
  }
  return base
    ? applyMarkdownEdit({
        baseAdf: base.adf,
        baseMarkdown: base.source,
        newMarkdown: source,
        context,
      })
    : markdownToAdf(source, context);
}

/** Redmine breaks lines at single newlines in both of its formats. */
function contextOf(mapping: Mapping): TextContext {
  const byAccount = new Map(mapping.people.map((person) => [person.jira, person]));
  const byLogin = new Map(
    mapping.people.flatMap((person) => (person.remoteLogin ? [[person.remoteLogin, person]] : [])),
  );
  return {
    hardBreaks: true,
    baseUrl: `${mapping.siteUrl.remote}/`,
    attachments: {
      findNameByMediaId: (mediaId) => mapping.files?.findName(mediaId),
      findMediaByName: (name) => {
        const id = mapping.files?.findMediaId(name);
        return id === undefined ? undefined : { id, collection: '' };
      },
    },
    people: {
      findByAccountId: (accountId) => {
        const person = byAccount.get(accountId);
        if (!person) return undefined;
        return person.remoteLogin
          ? { login: person.remoteLogin, name: person.remoteName }
          : { name: person.remoteName };
      },
      findByLogin: (login) => {
        const person = byLogin.get(login);
        return person && { accountId: person.jira, name: person.jiraName };
      },
    },
  };
}
