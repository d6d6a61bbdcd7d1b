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

  it.each([
    [
      'known, the first of its words first',
      ['To Do'],
      ['Backlog', 'Open'],
      ['To Do = Open (known)'],
    ],
    [
      'near, the nearest first',
      ['Checkouts'],
      ['Checkou', 'Checkout'],
      ['Checkouts = Checkout (close)'],
    ],
    // Each name of Jira has its turn.
    ['taken already', ['Checkout', 'Checkouts'], ['Checkoutz'], ['Checkout = Checkoutz (close)']],
    [
      'a quarter of the longer one apart',
      ['abcd', 'lemons'],
      ['abce', 'demon'],
      ['abcd = abce (close)'],
    ],
    ['a quarter apart by length', ['abc'], ['abcd'], ['abc = abcd (close)']],
    ['apart where they begin', ['Xheckout'], ['Checkout'], ['Xheckout = Checkout (close)']],
    ['alike in two ways', ['Done'], ['Closed', 'Done'], ['Done = Done (same)']],
    ['apart by what stands before one', ['abcd'], ['xxabcd'], []],
    ['apart by what stands before the other', ['xxabcd'], ['abcd'], []],
    ['alike nowhere', ['Minor', '???'], ['Blocker', '!!!'], []],
    ['without letters on one side', ['?'], ['A'], []],
  ])('are of names that are %s', (_what, jira, remote, found) => {
    expect(suggest(jira, remote)).toEqual(found);
  });

  it('take 500 names on each side in good time', () => {
    const names = Array.from({ length: 500 }, (_, index) => `Choice number ${index}`);
    expect(suggest(names, names.toReversed())).toHaveLength(500);
  });
});
