import './support/fake-bridge';
import { afterEach, describe, expect, it } from 'vitest';
import { listLosses } from '../../../src/core/values/conversions';
import { FIELD_KIND_NAMES } from '../../../src/core/values/field-kinds';
import { speakFor } from '../../../src/frontend/draw-page';
import { formatAgo, formatMoment } from '../../../src/frontend/format-time';
import { speak, texts } from '../../../src/frontend/texts';
import { english } from '../../../src/frontend/texts/en';
import { japanese } from '../../../src/frontend/texts/ja';

/** Like `panel.states.paused`, for every text of a tree. */
function listPaths(tree: object, prefix = ''): readonly string[] {
  return Object.entries(tree).flatMap(([name, value]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? listPaths(value, `${prefix}${name}.`)
      : [`${prefix}${name}`],
  );
}

describe('the languages of the pages', () => {
  afterEach(() => speak(english));

  it('have every text in Japanese', () => {
    const translated = new Set(listPaths(japanese));
    expect(listPaths(english).filter((path) => !translated.has(path))).toEqual([]);
  });

  it('have words for all that one field loses in another', () => {
    const losses = FIELD_KIND_NAMES.flatMap((from) =>
      FIELD_KIND_NAMES.flatMap((to) => listLosses(from, to)),
    );
    const { words } = english.admin.configuration.mappingEditor.losses;
    expect(Object.keys(words).sort()).toEqual([...new Set(losses)].sort());
  });

  it('are chosen by the locale that Jira names, and are English otherwise', () => {
    const said = ['ja-JP', 'ja_JP', 'de-DE'].map((locale) => {
      speak(english);
      speakFor(locale);
      return texts.panel.syncNow;
    });
    expect(said).toEqual(['今すぐ同期', '今すぐ同期', 'Sync now']);
  });

  it('tell times in their own way', () => {
    speakFor('ja-JP');
    const nowMs = Date.UTC(2026, 10, 21, 12);
    expect([
      formatAgo(nowMs - 3 * 60_000, nowMs),
      formatMoment(nowMs, undefined, 'Asia/Tokyo'),
    ]).toEqual(['3 分前', '2026/11/21 21:00:00']);
  });
});
