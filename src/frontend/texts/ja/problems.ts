import type { Texts } from '..';

export const problems: Texts['admin']['problems'] = {
  emptyTitle: '問題はありません',
  empty: 'すべて正常です。対応は必要ありません。',
  conflicts: '競合',
  conflictsLead: '両側で同じフィールドが変更されました。どちらかを選ぶまで両方の値が残ります。',
  inJira: 'Jira',
  inRedmine: 'Redmine',
  emptyValue: '(空)',
  keepJira: 'Jira の値を採用',
  keepRedmine: 'Redmine の値を採用',
  found: (ago) => `検出: ${ago}`,
  problem: '問題',
  kinds: {
    'value-not-mapped': '行のない値',
    'write-not-taken': '変更が受け付けられませんでした',
    'no-transition': 'そのステータスへのトランジションがありません',
    'out-of-scope': 'マッピングの対象から外れました',
    'issue-missing': '課題がなくなりました',
    'issue-hidden': 'アプリから課題が見えなくなりました',
    'issue-restricted': '課題がプライベートです',
    'another-issue': '番号が別の課題のものになりました',
    'attachment-refused': 'ファイルが受け付けられませんでした',
    'relation-refused': '関連が受け付けられませんでした',
    'time-refused': '作業時間が受け付けられませんでした',
    'comment-refused': 'コメントが受け付けられませんでした',
  },
  kept: { jira: 'Jira の値を採用しました', remote: 'Redmine の値を採用しました' },
  keptBody: '相手側にもまもなく反映されます。',
  problems: '問題',
  problemsLead: '一部の課題や値の同期を妨げています。ほかの変更は同期されます。',
  failedAlike: (count) => `${count} 件の変更が同じ理由で失敗しました`,
  retriedAllBody: 'バックグラウンドで続きます。成功したものはこの一覧から消えます。',
  remedies: {
    key: 'キーが受け付けられませんでした。「接続」で確認してから再試行してください。',
    rights:
      'アプリのアカウントにこの操作の権限がありません。ロールに権限を与えてから再試行してください。',
    gone: '課題またはその一部が存在しないか、アプリから見えません。アクセスを戻して再試行するか、破棄してください。',
    assignee:
      'この人を担当者にできません。担当者になれるロールでプロジェクトに追加するか、別の人に対応付けてから再試行してください。',
    required:
      '必須フィールドに値がありません。マッピングするか、既定値を設定するか、任意にしてから再試行してください。',
    'not-in-list':
      '選択肢にない値です。選択肢に追加するか、別の値に対応付けてから再試行してください。',
    'too-long': 'テキストが相手側の上限を超えています。短くしてから再試行してください。',
    'too-large':
      'ファイルが相手側の上限を超えています。上限を上げるか、大きなファイルをリンクにしてから再試行してください。',
    workflow:
      'ワークフローがこのステータスへの変更を許可していません。アプリのアカウントに許可するか、別のステータスに対応付けてから再試行してください。',
    'not-mapped': 'この値の対応先がマッピングにありません。行を追加してから再試行してください。',
    screen:
      'フィールドがプロジェクトの画面にありません。画面に追加するか、マッピングから外してから再試行してください。',
    other: '相手側の応答は下のとおりです。原因を取り除いてから再試行してください。',
  },
  deadLetters: '断念した変更',
  deadLettersLead:
    'これらの変更は反映できませんでした。原因を取り除いてから再試行してください。同じ課題の後の変更が成功すると、自動的に消えます。',
  failed: (ago) => `失敗: ${ago}`,
  retry: '再試行',
  retryAll: '同種をすべて再試行',
  retried: '再試行しています',
  retriedAll: '同種の変更をすべて再試行しています',
  discard: '破棄…',
  discardTitle: 'この変更を破棄しますか?',
  discardBody: 'この変更は反映されません。同じ課題の以降の変更は通常どおり同期します。',
  discardReason: '理由',
  discardReasonHelp: '監査記録に残ります。',
  discardReasonMissing: '後で他の人にもわかるように、理由を入力してください。',
  discardConfirm: '破棄',
  discarded: '変更を破棄しました',
  redmineIssue: (key) => `Redmine ${key}`,
};
