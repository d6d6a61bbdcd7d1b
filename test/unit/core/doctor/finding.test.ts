import { expect, it } from 'vitest';
import { findingOf, sortFindings } from '../../../../src/core/doctor/finding';

it('shows the worst finding first, and equals as they came', () => {
  const findings = [
    findingOf('key', 'well'),
    findingOf('modules', 'broken', 'time_tracking', 'web-shop'),
    findingOf('clock', 'untold'),
    findingOf('rate', 'doubtful', '3'),
    findingOf('reached', 'broken'),
  ];
  expect(sortFindings(findings)).toEqual([
    { kind: 'modules', level: 'broken', about: 'web-shop', detail: 'time_tracking' },
    { kind: 'reached', level: 'broken', about: null, detail: null },
    { kind: 'rate', level: 'doubtful', about: null, detail: '3' },
    { kind: 'clock', level: 'untold', about: null, detail: null },
    { kind: 'key', level: 'well', about: null, detail: null },
  ]);
});
