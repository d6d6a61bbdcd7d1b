import { describe, expect, it } from 'vitest';
import {
  listValidSecrets,
  rotateSecrets,
  type WebhookSecret,
} from '../../../src/core/rotate-secrets';
import { NOW_MS } from '../../support/builders';

const DAY_MS = 86_400_000;
const forEver = (secret: string): WebhookSecret => ({ secret, untilMs: null });
const forADay = (secret: string): WebhookSecret => ({ secret, untilMs: NOW_MS + DAY_MS });

describe('the secrets of a connection after an import', () => {
  it.each([
    ['the first one is valid', 'new', [], [forEver('new')]],
    ['none at all stays none', undefined, [], []],
    ['one left out stays', undefined, [forEver('old')], [forEver('old')]],
    ['the same one stays', 'old', [forEver('old')], [forEver('old')]],
    [
      'another one replaces it within a day',
      'new',
      [forEver('old')],
      [forEver('new'), forADay('old')],
    ],
    [
      'the same one again ends no grace early',
      'new',
      [forEver('new'), forADay('old')],
      [forEver('new'), forADay('old')],
    ],
    [
      'a third one ends the grace of the first',
      'newest',
      [forEver('new'), forADay('old')],
      [forEver('newest'), forADay('new')],
    ],
    [
      'one that comes back is valid for good',
      'old',
      [forEver('new'), forADay('old')],
      [forEver('old'), forADay('new')],
    ],
    ['a list of one refuses all others', ['new'], [forEver('old')], [forEver('new')]],
    [
      'a list of two is valid for good',
      ['new', 'other'],
      [forEver('old')],
      [forEver('new'), forEver('other')],
    ],
  ])('%s', (_what, configured, standing, expected) => {
    expect(rotateSecrets(configured, standing, NOW_MS)).toEqual(expected);
  });

  it('are valid until their time is over', () => {
    const secrets = [forEver('new'), forADay('old')];
    expect(
      [NOW_MS, NOW_MS + DAY_MS, NOW_MS + DAY_MS + 1].map((at) => listValidSecrets(secrets, at)),
    ).toEqual([['new', 'old'], ['new', 'old'], ['new']]);
  });
});
