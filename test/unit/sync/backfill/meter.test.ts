import { expect, it } from 'vitest';
import { Meter } from '../../../../src/sync/backfill/meter';

it('what a first sync asks is counted since the last time', () => {
  const meter = new Meter();
  meter.note('jira', 3);
  meter.note('jira', 2);
  meter.note('remote', 0);
  expect([meter.take(), meter.take()]).toEqual([
    { calls: { jira: 2, remote: 1 }, points: 5 },
    { calls: { jira: 0, remote: 0 }, points: 0 },
  ]);
});
