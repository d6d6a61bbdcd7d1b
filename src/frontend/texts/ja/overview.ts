import type { Texts } from '..';

type Admin = Texts['admin'];

const counted = (count: number) => (count >= 100 ? '100+' : String(count));

export const tabs: Admin['tabs'] = {
  label: 'Redmine Sync',
  overview: '概要',
  conflicts: (count) => (count === 0 ? '競合' : `競合 (${counted(count)})`),
  problems: (count) => (count === 0 ? '問題' : `問題 (${counted(count)})`),
  connections: '接続',
  firstSync: '初回同期',
  configuration: '設定',
  audit: '監査',
};

export const rebuild: Admin['rebuild'] = {
  heading: '再インストール後',
  lead: 'アプリを削除して再びインストールした場合にだけ使います。アプリが作成した課題を、それぞれの目印をもとにリンクし直します。新しい課題は作成しません。',
  mapping: 'プロジェクト',
  pair: (jira, redmine) => `${jira} と ${redmine}`,
  rebuild: 'リンクを再構築',
  startedFlag: 'リンクを再構築しています',
  startedFlagBody: 'バックグラウンドで続きます。その間、上の件数が増えていきます。',
};

export const attention: Admin['attention'] = {
  title: (count) => `${counted(count)} 件の対応が必要です`,
  conflicts: (count) => `競合のある課題 ${counted(count)} 件`,
  problems: (count) => `問題のある課題 ${counted(count)} 件`,
  body: (parts) => `${parts.join('、')}。ほかの課題の同期には影響しません。`,
  decide: '競合を解決',
  show: '問題を見る',
};

export const health: Admin['health'] = {
  title: {
    failures: (tracker) => `${tracker} が応答しません`,
    access: (tracker) => `${tracker} がアプリのキーを受け付けません`,
    limit: (tracker) => `${tracker} が待機を求めています`,
  },
  paused: (project) => `${project} はアプリによって一時停止されました`,
  waits: '変更は失われません。両側の変更は待機し、後で反映されます。',
  access:
    '変更は失われませんが、キーを直すまで同期しません。Redmine のキーとアカウントの権限を確認し、接続をテストしてください。',
  said: (message) => `応答: ${message}`,
  mend: '接続をテスト',
  since: (moment) => `${moment} から`,
  retry: (moment) => `${moment} 以降に再び試します。`,
  jira: 'Jira',
};

export const mappings: Admin['mappings'] = {
  heading: 'マッピング',
  empty: 'マッピングされたプロジェクトはまだありません。先にマッピングを追加してください。',
  jiraProject: 'Jira プロジェクト',
  direction: '方向',
  redmineProject: 'Redmine プロジェクト',
  state: '状態',
  links: 'リンク数',
  conflicts: '競合',
  problems: '問題',
  actions: '操作',
  active: '同期中',
  paused: '一時停止中',
  pause: '一時停止',
  resume: '再開',
  at: (project, connection) => `${project} (${connection})`,
  pausedFlag: (project) => `${project} を一時停止しました`,
  pausedFlagBody: '再開するまで、両側の変更は待機します。',
  resumedFlag: (project) => `${project} の同期を再開しました`,
  resumedFlagBody: '停止中の変更は 5 分以内に反映されます。',
};

export const pin: Admin['pin'] = {
  pin: 'パネルを固定',
  offer: 'このプロジェクトのすべての課題に Redmine パネルを表示する',
  offerHelp: '固定しない場合、課題で「Redmine」をクリックしたときにだけ表示されます。',
  pinned: (project) => `${project} にパネルを固定しました`,
  pinnedBody: {
    pinned: 'プロジェクトのすべての課題に、クリックなしで表示されます。',
    'under-way': 'Jira がバックグラウンドで処理しています。少し待ってから課題を開いてください。',
  },
  notPinned: (project) => `${project} にパネルを固定できませんでした`,
  notPinnedBody: (reason) =>
    `${reason} それまでは、課題で「Redmine」をクリックすると表示されます。`,
};

export const runs: Admin['runs'] = {
  heading: '最近の変更',
  empty: 'まだ何も同期していません。どちらかの課題を編集してから更新してください。',
  when: '日時',
  jira: 'Jira',
  redmine: 'Redmine',
  what: '内容',
};

export const rhythm: Admin['rhythm'] = {
  heading: '同期の状況',
  days: '同期した変更',
  daysLead: '日別 (UTC)。動きのあった直近 2 週間を表示します。',
  day: '日',
  changes: '変更',
  toJira: 'Jira へ',
  toRemote: 'Redmine へ',
  lag: '編集から反映まで',
  lagValue: (half, most, changes) =>
    `直近 ${changes} 件の変更のうち、半数は ${half}以内、95 % は ${most}以内`,
  swept: '最後の定期確認',
  verified: '全ペアの照合',
  bell: 'Redmine の通知による最後の変更',
  trackers: 'Jira と Redmine',
  trackersWell: 'どちらも呼び出しています',
  trackersOut: (count) => `${count} 件は現在呼び出していません`,
  rate: (perMinute) => `毎分最大 ${perMinute} 回`,
  never: 'まだありません',
  seconds: (seconds) => `${seconds} 秒`,
  minutes: (minutes) => `${minutes} 分`,
  hours: (hours) => `${hours} 時間`,
  failures: '多い失敗',
  failure: '応答',
  remedy: '考えられる原因',
  count: '回数',
};
