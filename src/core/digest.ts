/** Short fingerprints of values, so that a base need not hold long texts. */
import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json';
import type { BaseValue } from './link';
import type { FieldValue, RichText } from './model';

/**
 * The base's form of a value: rich text as a digest, everything else as it is.
 * Empty lines and empty texts count as `null`, as both trackers show them.
 */
export function toBaseValue(value: FieldValue): BaseValue {
  if (value === null || value === '') return null;
  return typeof value === 'string' ? value : digestText(value);
}

/** 128 bits of SHA-256 over the text's meaning: key order and `localId`s do not count. */
export function digestText(text: RichText): BaseValue {
  const canonical =
    text.format === 'adf' ? canonicalJson(text.doc, isVolatile) : trimText(text.source);
  if (canonical === '') return null;
  return `digest:${createHash('sha256').update(canonical).digest('base64url').slice(0, 22)}`;
}

/** The form in which a file's SHA-256 is kept, 128 bits of it. @param sha256 in hex */
export function shortenSha256(sha256: string): string {
  return Buffer.from(sha256, 'hex').toString('base64url').slice(0, 22);
}

function trimText(source: string): string {
  return source.replace(/\r\n?/g, '\n').trimEnd();
}

/** Jira puts a fresh `localId` into nodes on its own; it says nothing about the text. */
const VOLATILE_KEYS: ReadonlySet<string> = new Set(['localId']);

function isVolatile(key: string, entry: unknown): boolean {
  return VOLATILE_KEYS.has(key) || isEmptyAttrs(key, entry);
}

function isEmptyAttrs(key: string, entry: unknown): boolean {
  if (key !== 'attrs' || entry === null || typeof entry !== 'object') return false;
  return Object.keys(entry).every((attr) => VOLATILE_KEYS.has(attr));
}
