import { plural } from './plural';

export const versions = {
  heading: 'Versions',
  lead: 'What was saved is kept, the last 30 times that something changed, without people.',
  empty: 'Nothing was saved yet.',
  version: 'Version',
  when: 'Saved',
  changes: 'Changes',
  count: (count: number) => `${count} ${plural(count, 'change', 'changes')}`,
  name: (version: number) => `Version ${version}`,
  actions: 'Actions',
  current: 'In use',
  compare: 'Compare',
  title: (version: number) => `Back to version ${version}`,
  same: 'It says the same as what is in use.',
  restore: 'Bring it back',
  restoredFlag: (version: number) => `Version ${version} is in use again`,
  restoredFlagBody: 'What was in use until now is kept as a version, too.',
} as const;
