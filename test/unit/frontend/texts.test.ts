import { afterEach, describe, expect, it } from 'vitest';
import { nameField, speak, texts } from '../../../src/frontend/texts';
import { english } from '../../../src/frontend/texts/en';

afterEach(() => speak(english));

describe('texts', () => {
  it('are replaced in place, so that a module that holds a part of them speaks the new language', () => {
    const common = texts.common;
    const german = {
      ...english,
      common: {
        ...english.common,
        cancel: 'Abbrechen',
        count: (count: number) => `${count} Stück`,
      },
      fields: { ...english.fields, summary: 'Titel' },
    };

    speak(german);

    expect([common.cancel, common.count(3), nameField('summary'), english.common.cancel]).toEqual([
      'Abbrechen',
      '3 Stück',
      'Titel',
      'Cancel',
    ]);
  });
});
