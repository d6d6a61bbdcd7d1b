import type { Texts } from '..';

export const conflicts: Texts['admin']['conflicts'] = {
  emptyTitle: '競合はありません',
  empty:
    '判断が必要なものはありません。同じフィールドが両側で同時に変更されると、両方の値がここで判断を待ちます。',
  noneFits: '条件に合う競合はありません。別のプロジェクトまたはフィールドを選んでください。',
  heading: '競合',
  lead: '両側で同じフィールドが変更されました。どちらかを選ぶまで両方の値が残り、ほかの同期は続きます。',
  mapping: 'プロジェクト',
  anyMapping: 'すべてのプロジェクト',
  field: 'フィールド',
  anyField: 'すべてのフィールド',
  issue: '課題',
  inJira: 'Jira',
  inRedmine: 'Redmine',
  found: '検出日時',
  chosen: (count) => `${count} 件を選択中`,
  chooseAll: '表示中のすべてを選択',
  chooseNone: '選択を解除',
  keepAll: { jira: '選択分は Jira の値を採用', remote: '選択分は Redmine の値を採用' },
  decidedAll: (count) => `${count} 件の競合を解決しました`,
  decidedAllBody: '相手側にもまもなく反映されます。',
  refused: (count) => `${count} 件は解決できませんでした。もう一度確認してください。`,
  decide: '解決する…',
};

export const conflict: Texts['conflict'] = {
  title: (field, issue) => `${issue} の${field}`,
  before: '変更前',
  neverAgreed: '不明',
  sides: { jira: 'Jira', remote: 'Redmine' },
  by: (name, moment) => `${name}、${moment}`,
  keep: { jira: 'Jira の値を採用', remote: 'Redmine の値を採用' },
  kinds: {
    'both-changed': '',
    overwritten: '上書きしている間に入力された値があります。どちらの値も失われていません。',
    'no-base': '課題をリンクした時点で、値が異なっていました。',
  },
  marks: '太字は追加、取り消し線は削除です。',
  merge: '両方をまとめた案',
  mergeLead: 'どちらの変更も含まれています。必要に応じて編集できます。',
  overlaps: (count) =>
    `両側で変更された ${count} か所は、Jira、Redmine の順に二重に入っています。一つにまとめてください。`,
  own: '別の値',
  ownLead: '両側に設定する値です。',
  formats: {
    textile: 'Redmine の書式 (Textile) で記述します。',
    markdown: 'Redmine の書式 (Markdown) で記述します。',
  },
  keepMerge: 'まとめた案を採用',
  keepOwn: 'この値を採用',
  decided: '競合を解決しました',
  decidedBody: '両側にまもなく反映されます。',
  empty: '(空)',
  more: (lines) => `… ほか ${lines} 行 …`,
};
