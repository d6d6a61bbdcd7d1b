import { plural } from './plural';

export const existing = {
  lead: 'A row that came later writes nothing to pairs that exist, until you say here whose values count. Looking writes nothing.',
  seed: 'Where the two differ',
  seeds: { jira: 'Jira’s values count', remote: 'Redmine’s values count' },
  look: 'Look at existing pairs',
  lookOn: 'Look at more',
  summary: (looked: number, touched: number) =>
    `${looked} ${plural(looked, 'pair', 'pairs')} looked at, ${touched} of them with something to tell.`,
  what: 'What would be written',
  pair: 'Pair',
  field: 'Field',
  onSide: {
    jira: (field: string) => `${field} in Jira`,
    remote: (field: string) => `${field} in Redmine`,
  },
  before: 'Now',
  after: 'Then',
  empty: '(empty)',
  write: 'Write to all pairs',
  confirm: 'Write now',
  confirmTitle: 'Write to all existing pairs?',
  confirmBody: (seed: string) =>
    `${seed}, in all pairs of this mapping, also in those not looked at here. It cannot be taken back at once; the audit keeps what stood there before.`,
  startedFlag: 'Existing pairs are being written',
  startedFlagBody: 'It goes on in the background.',
};
