import './support/fake-bridge';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ConflictsTab } from '../../../src/frontend/admin/conflicts/conflicts-tab';
import { foldSame, toLines } from '../../../src/frontend/components/conflict/marked-lines';
import { IssuePanel } from '../../../src/frontend/issue-panel/issue-panel';
import { aConflict, aConflictDetail, aMapping, aPanel } from '../../support/page-views';
import { bridge } from './support/fake-bridge';
import {
  buttonLabels,
  choose,
  expectModelled,
  fill,
  findAll,
  getField,
  press,
  render,
  tableRows,
  textOf,
} from './support/rendered';

const SUMMARY = aConflict();
const OTHER = aConflict({ linkId: '10101-13', jiraKey: 'WEB-2', field: 'status', jira: '' });

describe('the conflicts', () => {
  const onDecided = vi.fn(async () => {});
  beforeEach(() => {
    bridge.reset();
    onDecided.mockClear();
    bridge.resolvers = {
      listConflicts: () => ({ ok: true, value: { conflicts: [SUMMARY, OTHER], cursor: null } }),
    };
  });
  afterEach(() => expectModelled());

  const show = () => render(<ConflictsTab mappings={[aMapping()]} onDecided={onDecided} />);
  const tick = async (index: number) => {
    const handler = findAll('Checkbox')[index]?.props.onChange;
    if (typeof handler === 'function') handler({ target: { checked: true } });
    await new Promise((resolve) => setTimeout(resolve, 20));
  };

  it('are listed with both values, and said to be none where there are none', async () => {
    await show();
    expect(findAll('Checkbox').map(({ props }) => props.label)).toEqual(['Summary', 'Status']);
    expect(tableRows()[0]).toContain('WEB-1 ↔ #12 | Checkout total is wrong with two vouchers');
    expect(tableRows()[1]).toContain('(empty)');
    bridge.resolvers = {
      listConflicts: () => ({ ok: true, value: { conflicts: [], cursor: null } }),
    };
    await choose('Projects', 'WEB ↔ web-shop');
    expect(textOf()).toContain('No conflict fits.');
  });

  it('are narrowed by projects and field on the server', async () => {
    await show();
    await choose('Projects', 'WEB ↔ web-shop');
    await choose('Field', 'Status');
    expect(bridge.payloadsOf('listConflicts')).toEqual([
      {},
      { mappingId: 'web' },
      { mappingId: 'web', field: 'status' },
    ]);
  });

  it('are decided alike where several are chosen, and those that were refused stay', async () => {
    bridge.resolvers = {
      ...bridge.resolvers,
      resolveConflicts: () => ({
        ok: true,
        value: {
          decided: 1,
          refused: [{ linkId: OTHER.linkId, field: OTHER.field, reason: 'decided already' }],
        },
      }),
    };
    await show();
    await tick(0);
    await tick(1);
    expect(textOf()).toContain('2 chosen');
    await press('Keep Jira’s in these');
    expect(bridge.payloadsOf('resolveConflicts')).toEqual([
      {
        conflicts: [
          { linkId: SUMMARY.linkId, field: 'summary' },
          { linkId: OTHER.linkId, field: 'status' },
        ],
        keep: 'jira',
      },
    ]);
    expect(tableRows()).toHaveLength(1);
    expect(onDecided).toHaveBeenCalledTimes(1);
  });

  it('show what was before and who changed what, and end with the merge as it is', async () => {
    bridge.resolvers = {
      ...bridge.resolvers,
      getConflict: () => ({ ok: true, value: aConflictDetail() }),
      resolveConflict: () => ({ ok: true, value: null }),
    };
    await show();
    await press('Decide…');
    expect(textOf()).toContain('In Jira: Ada Lovelace, ');
    expect(findAll('Strong').map((node) => textOf(node))).toEqual(['5 euros too low.', 'three ']);
    expect(findAll('Strike').map((node) => textOf(node))).toEqual(['wrong.', 'two ']);
    await press('Keep both together');
    expect(bridge.payloadsOf('resolveConflict')).toEqual([
      { linkId: SUMMARY.linkId, field: 'summary', keep: 'merge' },
    ]);
    expect(findAll('Modal')).toEqual([]);
    expect(tableRows()).toHaveLength(1);
  });

  it('end with what a person wrote', async () => {
    bridge.resolvers = {
      ...bridge.resolvers,
      getConflict: () => ({
        ok: true,
        value: aConflictDetail({ merge: null, isRichText: false, field: 'summary' }),
      }),
      resolveConflict: () => ({ ok: false, reason: 'The issue was just synced.' }),
    };
    await show();
    await press('Decide…');
    await fill('Something else', 'Both vouchers count once');
    await press('Keep this');
    expect(bridge.payloadsOf('resolveConflict')).toMatchObject([
      { keep: 'text', text: 'Both vouchers count once' },
    ]);
    expect(textOf()).toContain('The issue was just synced.');
    expect(getField('Something else').props.name).toBe('composed');
  });
});

describe('a conflict in the issue panel', () => {
  beforeEach(() => bridge.reset());
  afterEach(() => expectModelled());

  it('is decided in place by somebody who may', async () => {
    const before = aPanel({ state: 'conflict', conflicts: [SUMMARY], canDecide: true });
    bridge.resolvers = {
      getPanel: () => ({ ok: true, value: before }),
      showConflict: () => ({ ok: true, value: aConflictDetail() }),
      decideConflict: () => ({ ok: true, value: aPanel() }),
    };
    await render(<IssuePanel />);
    await press('Decide Summary…');
    await press('Keep Redmine’s');
    expect(bridge.payloadsOf('decideConflict')).toEqual([{ field: 'summary', keep: 'remote' }]);
    expect(textOf()).toContain('In sync');
  });

  it('offers no decision to others', async () => {
    const decidedBy = { role: 'Developers' };
    const value = aPanel({ state: 'conflict', conflicts: [SUMMARY], decidedBy });
    bridge.resolvers = { getPanel: () => ({ ok: true, value }) };
    await render(<IssuePanel />);
    expect(buttonLabels()).not.toContain('Decide Summary…');
    expect(textOf()).toContain('Somebody with the role “Developers” decides');
  });
});

describe('marked lines', () => {
  it('keep the lines around a change and fold the rest', () => {
    const lines = toLines([
      { kind: 'same', text: 'one\n\ntwo\nthree\nfour ' },
      { kind: 'added', text: 'new' },
      { kind: 'same', text: '\nfive\nsix\nseven' },
    ]);
    expect(foldSame(lines).map((line) => (line.kind === 'folded' ? line.lines : 'line'))).toEqual([
      2,
      'line',
      'line',
      'line',
      2,
    ]);
  });
});
