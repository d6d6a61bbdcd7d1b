export const existing = {
  lead: '後から追加した行は、どちらの値を採用するかをここで選ぶまで、既存のペアには何も書き込みません。確認だけでは何も書き込まれません。',
  seed: '値が異なる場合',
  seeds: { jira: 'Jira の値を採用', remote: 'Redmine の値を採用' },
  look: '既存のペアを確認',
  lookOn: 'さらに確認',
  summary: (looked: number, touched: number) =>
    `${looked} 件のペアを確認し、うち ${touched} 件に対象があります。`,
  what: '書き込まれる内容',
  pair: 'ペア',
  field: 'フィールド',
  onSide: {
    jira: (field: string) => `${field} (Jira)`,
    remote: (field: string) => `${field} (Redmine)`,
  },
  before: '現在',
  after: '変更後',
  empty: '(空)',
  write: 'すべてのペアに書き込む',
  confirm: '書き込む',
  confirmTitle: '既存のすべてのペアに書き込みますか?',
  confirmBody: (seed: string) =>
    `${seed}します。ここで確認していないものも含め、このマッピングのすべてのペアが対象です。一度には取り消せませんが、以前の値は監査に残ります。`,
  startedFlag: '既存のペアに書き込んでいます',
  startedFlagBody: 'バックグラウンドで続きます。',
};
