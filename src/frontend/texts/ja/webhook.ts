import type { Texts } from '..';

const ways: NonNullable<Texts['admin']['webhook']['ways']> = {
  plugin: {
    label: 'Redmine 5 または 6 (専用プラグイン)',
    steps: [
      'このアプリのリポジトリにある redmine-plugin フォルダーを Redmine の plugins/redmine_sync_bells にコピーし、Redmine を再起動します。',
      '「管理 → プラグイン → Redmine Sync bells → 設定」で URL とシークレットを入力します。',
      '同期対象のすべての変更を数秒で通知します。',
    ],
  },
  native: {
    label: 'Redmine 7 以降',
    steps: [
      'ここに保存した API キーのユーザーでログインし、「個人設定 → Webhook → 新しい Webhook」を開きます。',
      'URL とシークレットを入力し、課題の作成・更新・削除と対象プロジェクトにチェックを入れます。',
      'コメントの編集、関連付け、作業時間は専用プラグインだけが通知します。ない場合は 1 日以内に反映されます。',
    ],
  },
  graimes: {
    label: '任意のバージョン (Graimes の redmine_webhook)',
    steps: [
      '環境変数 REDMINE_WEBHOOK_SECRET にシークレットを設定して Redmine を起動します。',
      'プロジェクトの「設定 → Webhooks」で URL を入力します。',
      '署名の有効期間は 5 分です。Redmine の時計を正しく合わせてください。',
    ],
  },
  url: {
    label: '署名しないもの (suer の redmine_webhook など)',
    steps: [
      'プロジェクトの「設定 → Webhook」で、末尾にシークレットを付けた URL を入力します。この URL はシークレットの作成時に一度だけ表示されます。',
      'URL はログに残るため、署名より証明力が劣ります。通知として使うだけです。',
    ],
  },
  none: {
    label: 'いずれも使わない',
    steps: ['設定は不要です。Redmine の変更は 5 分ごとに検出されます。'],
  },
};

export const webhook: Texts['admin']['webhook'] = {
  heading: 'Webhook',
  lead: '課題が変更されると Redmine がここに通知し、数秒で同期します。ない場合は 5 分ごとに変更を検出します。',
  url: 'Webhook の URL',
  copyHelp: 'テキストを選択してコピーしてください。',
  secret: 'シークレット',
  secretState: (hasSecret) =>
    hasSecret
      ? 'シークレットは保存済みです。再び表示されることはありません。'
      : 'シークレットはまだありません。',
  makeSecret: 'シークレットを作成',
  renewSecret: '新しいシークレットを作成',
  newSecret: '新しいシークレット',
  newSecretHelp: '表示は今回だけです。今すぐコピーして Redmine に入力してください。',
  urlWithSecret: 'シークレット付きの URL (署名しない Redmine 用)',
  formerValid: (moment) => `以前のシークレットは ${moment} まで有効です。`,
  rotate: {
    title: '新しいシークレットを作成しますか?',
    body: '以前のシークレットによる通知は 1 日間有効です。その間に新しいものを Redmine に入力してください。',
    confirm: '新しいシークレットを作成',
  },
  test: '通知を監視',
  testLead: 'Redmine で対象の課題を編集してから、更新してください。',
  watching: '通知を監視しています。',
  heard: '最後の通知',
  refused: '最後に拒否した通知',
  never: '監視中に通知はありませんでした',
  schemes: {
    native: 'Redmine または専用プラグインの署名付き',
    graimes: 'Graimes のプラグインの署名付き',
    'url-secret': '署名なし、URL にシークレットあり',
  },
  withFormer: '以前のシークレットを使用',
  how: '設定方法',
  kind: 'お使いの Redmine',
  ways,
};
