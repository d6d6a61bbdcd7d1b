import type { PairEventView } from '../../../shared/api';
import type { Texts } from '..';

type Event = Pick<PairEventView, 'side' | 'count' | 'fields'>;

const listed = ({ fields }: Event) => fields.join('、');
const at = ({ side }: Event) => (side === 'jira' ? 'Jira' : 'Redmine');
/** What was written to one side came from the other. */
const carried = ({ side }: Event, what: string) =>
  side === 'jira' ? `Redmine から${what}を受信` : `Redmine へ${what}を送信`;
const several = ({ count }: Event, what: string) => (count === 1 ? what : `${what} ${count} 件`);

export const panel: Texts['panel'] = {
  decide: (field) => `${field}を解決…`,
  decideTitle: (field) => `どちらの${field}を残しますか?`,
  changedOnBoth: (fields) =>
    `両側で変更されました: ${fields.join('、')}。どちらかを選ぶまで両方の値が残り、ほかの同期は続きます。`,
  states: {
    'in-sync': '同期済み',
    syncing: '同期中',
    waiting: '待機中',
    conflict: '競合',
    problem: '問題あり',
    paused: '一時停止中',
    'not-linked': '未リンク',
    'not-mapped': '対象外',
  },
  noTwinYet: 'この課題に対応する Redmine の課題はまだありません。',
  twinOnItsWay: '対応する Redmine の課題を作成しています。',
  notMapped:
    'このプロジェクトは Redmine プロジェクトにつながっていません。Jira 管理者が Redmine Sync の設定で追加できます。',
  readOnly: 'この課題を編集する権限がないため、リンクを変更できません。',
  privateTwin: (key) => `${key} (プライベート)`,
  unreadable: (key) => `Redmine の ${key} を読み取れません。`,
  waiting: 'Redmine が応答していません。変更は失われず、復旧後に同期します。',
  pausedPair: 'このペアは一時停止中です。再開するまで同期しません。',
  pausedMapping: 'プロジェクト全体が一時停止中です。Jira 管理者が Redmine Sync で再開できます。',
  status: 'Redmine のステータス',
  assignee: 'Redmine の担当者',
  updated: 'Redmine の更新',
  nobody: '未割り当て',
  sent: '最後の送信',
  received: '最後の受信',
  verified: '最後の全件照合',
  actions: '操作',
  syncNow: '今すぐ同期',
  createTwin: 'Redmine に作成',
  pause: '一時停止',
  resume: '再開',
  unlink: 'リンクを解除…',
  unlinkTitle: 'この課題のリンクを解除しますか?',
  unlinkBody: (key) =>
    `この課題と ${key} はそのまま残りますが、変更は同期しなくなります。後で再びリンクできます。`,
  unlinkConfirm: 'リンクを解除',
  linkExisting: '既存の課題にリンク',
  linkIssue: 'Redmine の課題',
  linkIssueHelp: '番号、アドレス、または題名の一部を入力してください。',
  linkIssueMissing: 'Redmine の課題の番号、アドレス、または題名の一部を入力してください。',
  search: '検索',
  found: 'Redmine の検索結果',
  foundPlaceholder: '課題を選択',
  foundIssue: ({ key, title, status, isLinked }) =>
    `${key} ${title} (${status}${isLinked ? '、リンク済み' : ''})`,
  foundNone:
    '対応する Redmine プロジェクトに該当する課題はありません。プライベートな課題は検索しません。',
  foundMissing: '検索結果から課題を選択してください。',
  seed: '値が異なる場合',
  seeds: {
    ask: '一つずつ確認する',
    jira: 'Jira の値を優先',
    remote: 'Redmine の値を優先',
  },
  link: 'リンク',
  notesTitle: { conflict: '判断が必要です', problem: '同期を妨げているものがあります' },
  decidedBy: {
    'jira-admins': 'どの値を残すかは Jira 管理者が決めます。',
    'project-admins': 'どの値を残すかはプロジェクト管理者が決めます。',
    role: (name) => `どの値を残すかは「${name}」ロールのメンバーが決めます。`,
  },
  history: 'このペアの履歴',
  noHistory: 'このペアの記録は残っていません。',
  olderHistory: '以前の履歴を表示',
  askedBy: (sentence, name) => `${sentence} – ${name}`,
  events: {
    created: (event) => `${at(event)} に課題を作成`,
    linked: () => '課題をリンク',
    unlinked: () => 'リンクを解除',
    'field-written': (event) => carried(event, listed(event)),
    'comment-copied': (event) => carried(event, several(event, 'コメント')),
    'comment-edited': (event) => carried(event, several(event, 'コメントの編集')),
    'comment-deleted': (event) => `${at(event)} からコメントのコピーを削除`,
    'attachment-copied': (event) => carried(event, several(event, 'ファイル')),
    'attachment-linked': (event) => `${at(event)} に大きなファイルへのリンクを追加`,
    'attachment-deleted': (event) => `${at(event)} からファイルのコピーを削除`,
    'relation-added': (event) => `${at(event)} に関連付けを追加`,
    'relation-removed': (event) => `${at(event)} の関連付けを削除`,
    'time-copied': (event) => carried(event, several(event, '作業時間')),
    'time-edited': (event) => carried(event, '作業時間の編集'),
    'time-deleted': (event) => `${at(event)} から作業時間のコピーを削除`,
    'deletion-noted': (event) => `${at(event)} に相手側の削除を記載`,
    'issue-deleted': (event) => `${at(event)} の課題を削除`,
    'left-alone': (event) => `${at(event)} の${listed(event)}は一方向のため変更せず`,
    'conflict-found': (event) => `競合を検出: ${listed(event)}`,
    'conflict-decided': (event) => `競合を解決: ${listed(event)}`,
    'problem-found': (event) =>
      event.fields.length === 0 ? '問題を検出' : `問題を検出: ${listed(event)}`,
    failed: () => '同期に失敗',
    paused: () => 'このペアを一時停止',
    resumed: () => 'このペアを再開',
    'notice-given': () => '担当者に通知',
    admin: () => '管理者が設定を変更',
  },
};
