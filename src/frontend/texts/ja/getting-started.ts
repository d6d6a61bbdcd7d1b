import type { Texts } from '..';

export const start: Texts['admin']['start'] = {
  lead: 'どちら側で作業しても、Jira プロジェクトと Redmine プロジェクトの課題を同じ内容に保ちます。',
  steps: {
    connect: 'Redmine に接続',
    map: 'プロジェクトを選択',
    preview: '確認して開始',
  },
  current: (step) => `▸ ${step}`,
  done: (step) => `✓ ${step}`,
  connectLead:
    'Redmine で REST による Web サービスを有効にしてください (管理 → 設定 → API)。次に、このアプリが Redmine に接続してよいかを Jira が確認します。',
  url: 'Redmine のアドレス',
  key: 'API キー',
  keyHelp:
    'Redmine に書き込むアカウントのキーです (個人設定 → API アクセスキー)。別に保存され、再び表示されることはありません。',
  formatHelp: 'Redmine の「管理 → 設定 → 全般 → テキスト書式」と同じものを選んでください。',
  connect: '接続',
  mapLead: (name) =>
    `${name} に接続しました。対応させる二つのプロジェクトを指定してください。そのほかの対応は候補を表示します。`,
  jiraProject: 'Jira プロジェクト',
  jiraProjectHelp: 'プロジェクトキー (例: WEB)',
  redmineProject: 'Redmine プロジェクト',
  redmineProjectHelp: 'アドレスに含まれる識別子 (例: web-shop)',
  suggest: 'マッピングの候補を表示',
  previewLead:
    'この内容で設定します。対応先のない項目を補ってください。開始するまで何も書き込みません。',
  tables: { issueTypes: '課題タイプ', statuses: 'ステータス', priorities: '優先度' },
  inJira: 'Jira',
  inRedmine: 'Redmine',
  notCarried: '同期しない',
  leftInRedmine: (names) =>
    `Redmine にだけあるもの: ${names.join('、')}。これらの課題や値は Redmine に残り、「問題」に表示されます。`,
  fields: (names) =>
    `同期するフィールド: ${names.join('、')}。コメントと添付ファイルも同期します。`,
  people: (matched, left) =>
    left.length === 0
      ? `${matched} 人を名前またはログイン ID で対応付けました。`
      : `${matched} 人を名前またはログイン ID で対応付けました。対応先なし: ${left.slice(0, 10).join('、')}${left.length > 10 ? '…' : ''}。この人たちの課題は担当者なしで同期します。`,
  startLead:
    '開始後に作成された課題には相手側の課題が作られ、編集は双方向に同期します。既存の課題は「初回同期」でまとめるまでそのままです。各行は後から「設定」で変更できます。',
  start: '同期を開始',
  back: '戻る',
  importInstead: 'ドキュメントをインポート',
  stepByStep: '手順に沿って設定',
};

export const welcome: Texts['admin']['welcome'] = {
  title: 'Jira と Redmine をつなぐ',
};
