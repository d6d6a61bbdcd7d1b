import './support/fake-bridge';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ProblemsTab } from '../../../src/frontend/admin/problems/problems-tab';
import type { Problems } from '../../../src/shared/api';
import { someProblems } from '../../support/page-views';
import { bridge } from './support/fake-bridge';
import {
  buttonLabels,
  expectModelled,
  fill,
  findAll,
  press,
  render,
  tableRows,
  textOf,
} from './support/rendered';

const NONE: Problems = { conflicts: [], problems: [], deadLetters: [], cursor: null };

describe('the problems', () => {
  const onDecided = vi.fn(async () => {});
  beforeEach(() => {
    bridge.reset();
    onDecided.mockClear();
  });
  afterEach(() => expectModelled());

  async function show(first: Problems, ...later: readonly Problems[]) {
    const answers = [first, ...later];
    bridge.resolvers = {
      ...bridge.resolvers,
      listProblems: () => ({ ok: true, value: answers.shift() ?? NONE }),
    };
    await render(<ProblemsTab onDecided={onDecided} />);
  }

  it('are none where nothing waits', async () => {
    await show(NONE);
    expect(textOf()).toContain('Nothing went wrong');
  });

  it('tell what stands in the way in sentences', async () => {
    await show(someProblems({ conflicts: [], deadLetters: [] }));
    expect(tableRows()).toEqual([
      '1 hour ago | WEB-2 | #13 | A value without a rowRedmine’s status “Rejected” has no row in mapping "web", so it was not carried over. Add a row under statuses.',
    ]);
  });

  it('retry a dead letter', async () => {
    bridge.resolvers = { retryDeadLetter: () => ({ ok: true, value: null }) };
    await show(someProblems({ conflicts: [], problems: [] }), NONE);
    await press('Retry');
    expect(bridge.payloadsOf('retryDeadLetter')).toEqual([{ id: 'dl-1' }]);
    expect(onDecided).toHaveBeenCalledTimes(1);
  });

  it('tell a cause once with what helps, and retry all that failed alike', async () => {
    bridge.resolvers = { retryDeadLetters: () => ({ ok: true, value: null }) };
    const [letter] = someProblems().deadLetters;
    if (!letter) throw new Error('a letter expected');
    await show(
      someProblems({
        conflicts: [],
        problems: [],
        deadLetters: [letter, { ...letter, id: 'dl-2' }],
      }),
    );
    expect(textOf()).toContain('2 changes failed in the same way');
    expect(textOf()).toContain('The person cannot be assigned issues there.');
    await press('Retry all like this');
    expect(bridge.payloadsOf('retryDeadLetters')).toEqual([
      { mappingId: 'web', kind: 'the words of the failure' },
    ]);
  });

  it('discard a dead letter with a reason only', async () => {
    bridge.resolvers = { discardDeadLetter: () => ({ ok: true, value: null }) };
    await show(someProblems({ conflicts: [], problems: [] }), NONE);
    await press('Discard…');
    await fill('Reason', '   ');
    await press('Discard');
    expect(bridge.payloadsOf('discardDeadLetter')).toEqual([]);
    expect(textOf()).toContain('Say why');
    await fill('Reason', 'merged into WEB-4');
    await press('Discard');
    expect(bridge.payloadsOf('discardDeadLetter')).toEqual([
      { id: 'dl-1', reason: 'merged into WEB-4' },
    ]);
    expect(findAll('Modal')).toEqual([]);
  });

  it('show the next page below the first', async () => {
    const first = someProblems({ conflicts: [], deadLetters: [], cursor: 'page-2' });
    const second = someProblems({ conflicts: [], deadLetters: [] });
    await show(first, second);
    await press('Show more');
    expect(bridge.payloadsOf('listProblems')).toEqual([{}, { cursor: 'page-2' }]);
    expect(tableRows()).toHaveLength(2);
    expect(buttonLabels()).toEqual([]);
  });
});
