import type { Texts } from '..';

export const common: Texts['common'] = {
  locale: 'ja',
  loading: '読み込み中',
  tryAgain: '再試行',
  refresh: '更新',
  cancel: 'キャンセル',
  showMore: 'さらに表示',
  page: (page) => `${page} ページ`,
  previousPage: '前のページ',
  nextPage: '次のページ',
  atLeast: (count) => `${count}+`,
  justNow: 'たった今',
  never: 'なし',
  noAnswer:
    'アプリから想定どおりの応答がありませんでした。ページを再読み込みして、もう一度お試しください。',
  callFailed: (message) => `アプリに接続できませんでした: ${message}`,
  count: (count) => (count >= 100 ? '100+' : String(count)),
  actionFailed: '操作を完了できませんでした',
  loadFailed: '読み込めませんでした',
};

export const direction: Texts['direction'] = {
  both: '↔ 双方向',
  toJira: '← Jira への一方向',
  toRedmine: '→ Redmine への一方向',
};

export const fields: Texts['fields'] = {
  summary: '要約',
  description: '説明',
  status: 'ステータス',
  priority: '優先度',
  issuetype: '課題タイプ',
  type: '課題タイプ',
  assignee: '担当者',
  duedate: '期限',
  parent: '親課題',
  labels: 'ラベル',
  components: 'コンポーネント',
  fixVersions: '修正バージョン',
  versions: '影響バージョン',
  timeoriginalestimate: '初期見積り',
  environment: '環境',
  subject: '題名',
  assigned_to: '担当者',
  category: 'カテゴリ',
  fixed_version: '対象バージョン',
  start_date: '開始日',
  due_date: '期日',
  estimated_hours: '予定工数',
  done_ratio: '進捗率',
};
