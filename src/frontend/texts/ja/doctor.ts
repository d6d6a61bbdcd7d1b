import type { Texts } from '..';

type Doctor = Texts['admin']['doctor'];

const megabytes = (bytes: string) => `${Math.round(Number(bytes) / 1_048_576)} MB`;

const refusals: Readonly<Record<string, string>> = {
  'no-secret': '接続に Webhook シークレットがありません',
  unsigned: '署名もシークレットもありませんでした',
  'wrong-secret': '別のシークレットで署名されていました',
  late: '署名の時刻が Redmine の時計で 5 分以上ずれていました',
  malformed: 'アプリの知らない形式でした',
};

const says: NonNullable<Doctor['says']> = {
  reached: {
    well: () => 'Redmine が応答しました。',
    broken: (words) => `Redmine に接続できません。応答: ${words}`,
  },
  'rest-on': {
    well: () => 'REST による Web サービスは有効です。',
    broken: () => 'REST による Web サービスが無効です。',
  },
  key: {
    well: (name) => `${name} のキーです。`,
    broken: () => 'API キーが受け付けられません。',
  },
  clock: {
    well: () => 'Redmine の時計は正確です。',
    doubtful: (seconds) =>
      Number(seconds) > 0
        ? `Redmine の時計が ${seconds} 秒進んでいます。`
        : `Redmine の時計が ${-Number(seconds)} 秒遅れています。`,
    untold: () => 'Redmine のサーバーが時刻を示しません。',
  },
  'answer-time': {
    well: (ms) => `${ms} ミリ秒で応答します。`,
    doubtful: (ms) => `応答に ${(Number(ms) / 1000).toFixed(1)} 秒かかります。`,
  },
  project: {
    well: (name, project) => `${name} (${project}) を読み取れます。`,
    broken: (why, project) =>
      why === 'closed' ? `${project} は終了しています。` : `${project} を読み取れません: ${why}`,
  },
  modules: {
    broken: (modules, project) => `${project} で無効なモジュール: ${modules}`,
  },
  permissions: {
    well: (_detail, project) => `${project} でマッピングに必要な権限がそろっています。`,
    broken: (rights, project) =>
      `${project} のマッピングに必要な権限が不足しています: ${rights.replaceAll('_', ' ')}`,
    doubtful: (_detail, project) =>
      `キーのユーザーは ${project} のメンバーではないため、権限を判断できません。`,
  },
  'issues-visibility': {
    doubtful: (_detail, project) => `${project} で、他の人のプライベートな課題は見えません。`,
    broken: (_detail, project) => `${project} で、自分の課題しか見えません。`,
  },
  'private-notes': {
    untold: (_detail, project) => `${project} のプライベートコメントは見えないため、同期しません。`,
  },
  'custom-fields': {
    well: (_detail, project) =>
      `${project} のマッピング済みカスタムフィールドをすべて読み取れます。`,
    doubtful: (fields, project) =>
      `${project} の最近の課題に見当たらないカスタムフィールド: ${fields}`,
    broken: (fields, project) => `${project} に存在しないカスタムフィールド: ${fields}`,
    untold: (words) => `カスタムフィールドを読み取れませんでした: ${words}`,
  },
  'custom-field-types': {
    untold: () => '管理者のキーではないため、カスタムフィールドの種類がわかりません。',
  },
  'text-format': {
    well: () => 'Redmine のテキスト書式は設定と一致しています。',
    broken: (format) =>
      `Redmine の書式は ${format === 'textile' ? 'Textile' : 'Markdown'} ですが、ここでは別の書式が選ばれています。`,
    untold: () => '課題がないため、Redmine のテキスト書式を確認できませんでした。',
  },
  'file-size': {
    well: (bytes) => `Redmine は必要な ${megabytes(bytes)} までのファイルを受け付けます。`,
    doubtful: (bytes) => `Redmine は ${megabytes(bytes)} までのファイルしか受け付けません。`,
    untold: () => 'Redmine のファイルサイズの上限を確認できませんでした。',
  },
  'webhook-secret': {
    untold: () => 'Webhook は未設定です。Redmine の変更は 5 分ごとに検出されます。',
  },
  'bell-heard': {
    well: () => 'Redmine は正しいシークレットで通知しています。',
    doubtful: () => 'Redmine はまだ以前のシークレットで通知しています。',
    untold: () => 'Redmine からの通知は、下の「通知を監視」で確認できます。',
  },
  'bell-refused': {
    broken: (why) => `最後の通知を拒否しました: ${refusals[why] ?? why}。`,
  },
  'jira-reached': {
    broken: (words, project) => `${project} について Jira が応答しませんでした: ${words}`,
  },
  'jira-permissions': {
    well: (_detail, project) => `アプリは ${project} でマッピングに必要な権限を持っています。`,
    broken: (rights, project) =>
      `アプリに ${project} のマッピングに必要な権限がありません: ${rights
        .toLowerCase()
        .replaceAll('_', ' ')}`,
  },
  'jira-clock': {
    doubtful: (seconds) => `Jira とアプリの時計が ${seconds} 秒ずれています。`,
  },
  circuit: {
    doubtful: (words, tracker) => `${tracker} が待機を求めています: ${words}`,
    broken: (words, tracker) => `現在 ${tracker} への接続を控えています: ${words}`,
  },
  rate: {
    well: (count) => `設定どおり、1 分あたり最大 ${count} 回呼び出します。`,
  },
  'daily-check': {
    well: () => 'すべてのペアを 1 日 1 回照合します。',
    doubtful: (days) => `すべてのペアの照合に ${days} 日かかります。`,
  },
  'not-examined': {
    untold: (count) => `ほか ${count} 件のマッピングは確認していません。`,
  },
};

const todo: NonNullable<Doctor['todo']> = {
  reached:
    'アドレス、Redmine が稼働しインターネットから接続できること、Jira 管理者がホストを許可したことを確認してください。',
  'rest-on':
    'Redmine の「管理 → 設定 → API」で「REST による Web サービスを有効にする」を選択します。',
  key: 'Redmine で書き込み用アカウントの「個人設定 → API アクセスキー → 表示」を開き、そのキーを apiKey として設定をインポートします。',
  clock:
    '時刻サーバー (NTP) で合わせてください。署名の有効期間は 5 分で、「新しい方を優先」は時刻を比べます。',
  'answer-time':
    '同期はしますが遅くなります。Redmine のプロセスを増やすか、requestsPerMinute を下げてください。',
  project:
    'Redmine でキーのユーザーをプロジェクトのメンバーにします。終了またはアーカイブされている場合は再開します。',
  modules: 'Redmine のプロジェクトの「設定 → プロジェクト → モジュール」で有効にします。',
  permissions:
    'Redmine の「管理 → ロールと権限」で、このプロジェクトでのキーのユーザーのロールを変更します。',
  'issues-visibility':
    'Redmine の「管理 → ロールと権限」で、ロールの「表示できる課題」を「すべての課題」にします。',
  'custom-fields':
    '「設定」で存在するフィールドに変更するか、キーのユーザーのロールにフィールドを表示し、一つの課題で値を入れてください。',
  'text-format':
    '別の textFormat で設定をインポートしてください。書式が違うと、記号がそのまま文字として同期されます。',
  'file-size':
    'Redmine の「管理 → 設定 → ファイル → 添付ファイルサイズの上限」を上げるか、マッピングのルールの「最大ファイルサイズ (MB)」を下げてください。',
  'bell-heard':
    '以前のシークレットが無効になる前に、新しいシークレットを Redmine に入力してください。',
  'bell-refused':
    '下に表示される Webhook の URL とシークレットを Redmine に入力し、課題を編集してください。',
  'jira-permissions':
    'Jira のプロジェクト設定の「権限」で、これらを atlassian-addons-project-access ロールに付与してください。',
  circuit: '変更は失われず、自動的に再び試します。先に上の問題を直してください。',
  'daily-check': '対応は不要です。編集は通知と定期的な追いつきですぐに反映されます。',
};

export const doctor: Doctor = {
  heading: '確認結果',
  groups: {
    redmine: 'Redmine',
    rights: 'Redmine の権限',
    content: 'フィールド、テキスト、ファイル',
    webhook: 'Webhook',
    jira: 'Jira',
    load: '呼び出し回数',
  },
  levels: { broken: '要修正', doubtful: '要確認', untold: '不明', well: 'OK' },
  summary: (broken, doubtful) => {
    if (broken + doubtful === 0) return 'すべて正常です。';
    const mend = `修正が必要なもの ${broken} 件`;
    const look = `確認が必要なもの ${doubtful} 件`;
    if (doubtful === 0) return `${mend}。`;
    return broken === 0 ? `動作しています。${look}。` : `${mend}、${look}。`;
  },
  says,
  todo,
  refusals,
};
