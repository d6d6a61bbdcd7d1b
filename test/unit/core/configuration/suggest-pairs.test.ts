import { describe, expect, it } from 'vitest';
import { suggestPairs } from '../../../../src/core/configuration/suggest-pairs';

const named = (...names: readonly string[]) => names.map((name) => ({ id: name, name }));
const suggest = (jira: readonly string[], remote: readonly string[]) =>
  suggestPairs(named(...jira), named(...remote)).map(
    ({ jira: from, remote: to, why }) => `${from} = ${to} (${why})`,
  );

describe('suggested pairs', () => {
  it('are names that are the same but for case, spaces and accents', () => {
    expect(suggest(['In Progress', 'Zürich'], ['zurich', 'in-progress'])).toEqual([
      'In Progress = in-progress (same)',
      'Zürich = zurich (same)',
    ]);
  });

  it('are what trackers call one thing by habit', () => {
    expect(
      suggest(
        ['To Do', 'In Progress', 'In Review', 'Done'],
        ['New', 'In Progress', 'Feedback', 'Closed'],
      ),
    ).toEqual([
      'To Do = New (known)',
      'In Progress = In Progress (same)',
      'In Review = Feedback (known)',
      'Done = Closed (known)',
    ]);
  });

  it('are names that nearly match, the nearest first', () => {
    expect(suggest(['Checkout', 'Colour'], ['Color', 'Checkouts', 'Check'])).toEqual([
      'Checkout = Checkouts (close)',
      'Colour = Color (close)',
    ]);
  });

  it('use each name once, and the surest way first', () => {
    expect(suggest(['Colours', 'Color'], ['color'])).toEqual(['Color = color (same)']);
  });

  it('are none where nothing is alike', () => {
    expect(suggest(['Minor', '???'], ['Blocker', '!!!'])).toEqual([]);
  });

  it('take 500 names on each side in good time', () => {
    const names = Array.from({ length: 500 }, (_, index) => `Choice number ${index}`);
    expect(suggest(names, names.toReversed())).toHaveLength(500);
  });
});
