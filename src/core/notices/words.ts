/**
 * What notices say, in each language that they are written in. They go to Jira and Redmine, where
 * nobody chooses a language: the configuration does.
 */
import type { Alarm, AlarmKind, ToldAlarm } from './alarm';

export const NOTICE_LANGUAGES = ['en', 'ja'] as const;

export type NoticeLanguage = (typeof NOTICE_LANGUAGES)[number];

/** A field whose edit could not cross, as its person reads of it. */
export type EditTrouble =
  | 'value-not-mapped'
  | 'write-not-taken'
  | 'comment-refused'
  | 'attachment-refused'
  | 'time-refused';

interface Words {
  readonly summaries: Readonly<Record<AlarmKind, (what: string) => string>>;
  readonly advice: Readonly<Record<AlarmKind, string>>;
  readonly since: (moment: string) => string;
  readonly count: (kind: AlarmKind, count: number) => string;
  readonly said: (words: string) => string;
  readonly where: string;
  readonly goesOn: string;
  readonly stillBroken: (moment: string) => string;
  readonly wellAgain: (moment: string) => string;
  readonly conflictSubject: (count: number) => string;
  readonly conflictLead: string;
  readonly conflictLine: (jiraKey: string, remoteKey: string, fields: string) => string;
  readonly more: (count: number) => string;
  readonly conflictEnd: string;
  readonly editSubject: (key: string) => string;
  readonly edit: Readonly<Record<EditTrouble, (field: string, site: string) => string>>;
  readonly editEnd: string;
}

const english: Words = {
  summaries: {
    'tracker-down': (what) => `Redmine Sync: ${what} does not answer`,
    'access-refused': (what) => `Redmine Sync: ${what} refuses the app`,
    'mapping-paused': (what) => `Redmine Sync paused ${what} by itself`,
    'changes-failed': (what) => `Redmine Sync: changes of ${what} could not be carried over`,
    'pairs-with-problems': (what) => `Redmine Sync: issues of ${what} have problems`,
    'collector-stands': () => 'Redmine Sync: the log collector does not take the audit',
  },
  advice: {
    'tracker-down':
      'Nothing is lost: what changes meanwhile is carried over once it answers. See whether it runs and can be reached from the internet; "Test connection" under Connections looks at everything.',
    'access-refused':
      'The key, or the app in Jira, is not accepted any more, and nothing crosses until it is. Under Connections, "Test connection" says what is missing.',
    'mapping-paused':
      'Look at what happened before you resume it on the Overview; what changed meanwhile is carried over then.',
    'changes-failed':
      'Under Problems each is listed with the most likely cause. Mend it there and try them again.',
    'pairs-with-problems':
      'Something of these issues could not be carried over. Under Problems each is listed with what to do.',
    'collector-stands':
      'The audit is kept and pushed once the collector takes it. Under Audit its settings can be changed.',
  },
  since: (moment) => `Since ${moment}.`,
  count: (kind, count) => {
    const one = kind === 'changes-failed' ? 'change' : 'pair';
    return `${count} ${count === 1 ? one : `${one}s`} so far.`;
  },
  said: (words) => `The last message: ${words}`,
  where: 'In Jira: Apps, Manage apps, Redmine Sync, Configure.',
  goesOn:
    'This issue stands for the trouble as a whole: it gets a comment where the trouble stays, and is closed once it is over.',
  stillBroken: (moment) => `It is still so, since ${moment}.`,
  wellAgain: (moment) => `It is well again since ${moment}.`,
  conflictSubject: (count) =>
    count === 1 ? 'A conflict between Jira and Redmine' : `${count} conflicts between both sides`,
  conflictLead: 'Both sides changed the same, and somebody has to decide what counts:',
  conflictLine: (jiraKey, remoteKey, fields) => `${jiraKey} ↔ ${remoteKey}: ${fields}`,
  more: (count) => `… and ${count} more.`,
  conflictEnd:
    'Decide them in the Redmine panel of each issue, or all together on the Redmine Sync page.',
  editSubject: (key) => `Your change of ${key} was not carried over`,
  edit: {
    'value-not-mapped': (field, site) =>
      `your change of ${field} was not carried to ${site}: the value has no counterpart there.`,
    'write-not-taken': (field, site) => `${site} did not take your change of ${field}.`,
    'comment-refused': (_field, site) => `${site} did not take your comment, so it stays here.`,
    'attachment-refused': (_field, site) => `${site} did not take your file, so it stays here.`,
    'time-refused': (_field, site) => `${site} did not take the time you logged, so it stays here.`,
  },
  editEnd: 'Those who look after the sync see it, too. This note stays here.',
};

const japanese: Words = {
  summaries: {
    'tracker-down': (what) => `Redmine Sync: ${what} が応答しません`,
    'access-refused': (what) => `Redmine Sync: ${what} がアプリのアクセスを拒否しています`,
    'mapping-paused': (what) => `Redmine Sync: ${what} の同期を自動で一時停止しました`,
    'changes-failed': (what) => `Redmine Sync: ${what} の変更を反映できませんでした`,
    'pairs-with-problems': (what) => `Redmine Sync: ${what} の課題に問題があります`,
    'collector-stands': () => 'Redmine Sync: ログ収集先が監査記録を受け付けません',
  },
  advice: {
    'tracker-down':
      '変更は失われません。応答が戻りしだい反映されます。稼働しているか、インターネットから接続できるかを確認してください。「接続」タブの「接続をテスト」でまとめて確認できます。',
    'access-refused':
      'API キー、または Jira でのアプリの権限が受け付けられていません。解消するまで同期は止まります。「接続」タブの「接続をテスト」で不足している権限を確認できます。',
    'mapping-paused':
      '原因を確認してから「概要」タブで再開してください。停止中の変更は再開後に反映されます。',
    'changes-failed':
      '「問題」タブに原因の見当とともに一覧表示されます。解消してから再試行してください。',
    'pairs-with-problems':
      'これらの課題には反映できなかった内容があります。「問題」タブに対処方法とともに一覧表示されます。',
    'collector-stands':
      '監査記録は保持され、収集先が受け付けしだい送信されます。設定は「監査」タブで変更できます。',
  },
  since: (moment) => `発生: ${moment}`,
  count: (kind, count) =>
    kind === 'changes-failed' ? `現在 ${count} 件の変更` : `現在 ${count} 件のペア`,
  said: (words) => `最後のメッセージ: ${words}`,
  where: 'Jira の「アプリ」→「アプリの管理」→「Redmine Sync」→「設定」を開いてください。',
  goesOn:
    'この課題は 1 つの障害につき 1 件だけ作成されます。長引く場合はコメントが追加され、解消するとクローズされます。',
  stillBroken: (moment) => `${moment} からまだ続いています。`,
  wellAgain: (moment) => `${moment} に解消しました。`,
  conflictSubject: (count) => `Jira と Redmine の競合が ${count} 件あります`,
  conflictLead: '同じ項目が両側で変更されました。どちらを残すか決めてください。',
  conflictLine: (jiraKey, remoteKey, fields) => `${jiraKey} ↔ ${remoteKey}: ${fields}`,
  more: (count) => `ほか ${count} 件`,
  conflictEnd: '各課題の Redmine パネル、または Redmine Sync のページでまとめて解決できます。',
  editSubject: (key) => `${key} の変更は反映されませんでした`,
  edit: {
    'value-not-mapped': (field, site) =>
      `${field} の変更は ${site} に反映されませんでした。対応する値がありません。`,
    'write-not-taken': (field, site) => `${field} の変更は ${site} に受け付けられませんでした。`,
    'comment-refused': (_field, site) =>
      `コメントは ${site} に受け付けられなかったため、こちらだけに残ります。`,
    'attachment-refused': (_field, site) =>
      `添付ファイルは ${site} に受け付けられなかったため、こちらだけに残ります。`,
    'time-refused': (_field, site) =>
      `作業時間は ${site} に受け付けられなかったため、こちらだけに残ります。`,
  },
  editEnd: '同期の管理者にも表示されています。このコメントは同期されません。',
};

const WORDS: Readonly<Record<NoticeLanguage, Words>> = { en: english, ja: japanese };

/** An issue's title and its lines. */
export interface AlarmText {
  readonly summary: string;
  readonly lines: readonly string[];
}

export function wordAlarm(alarm: Alarm, language: NoticeLanguage): AlarmText {
  const words = WORDS[language];
  const { kind, what, sinceMs, count } = alarm;
  return {
    summary: words.summaries[kind](what),
    lines: [
      [
        ...(sinceMs > 0 ? [words.since(momentOf(sinceMs))] : []),
        ...(count === null ? [] : [words.count(kind, count)]),
      ].join(' '),
      words.advice[kind],
      ...(alarm.words === null ? [] : [words.said(alarm.words)]),
      words.where,
      words.goesOn,
    ].filter((line) => line !== ''),
  };
}

export function wordReminder(
  alarm: Alarm,
  told: ToldAlarm,
  language: NoticeLanguage,
): readonly string[] {
  const words = WORDS[language];
  const { kind, count } = alarm;
  return [
    words.stillBroken(momentOf(told.sinceMs)),
    ...(count === null ? [] : [words.count(kind, count)]),
    ...(alarm.words === null ? [] : [words.said(alarm.words)]),
  ];
}

export function wordWell(wellSinceMs: number, language: NoticeLanguage): readonly string[] {
  return [WORDS[language].wellAgain(momentOf(wellSinceMs))];
}

/** A pair in conflict, by what people call it. */
export interface ConflictLine {
  readonly jiraKey: string;
  readonly remoteKey: string;
  readonly fields: readonly string[];
}

/** A mail has to be read through. */
const MAX_LINES = 20;

export interface MailText {
  readonly subject: string;
  readonly lines: readonly string[];
}

export function wordConflicts(
  conflicts: readonly ConflictLine[],
  language: NoticeLanguage,
): MailText {
  const words = WORDS[language];
  const rest = conflicts.length - MAX_LINES;
  return {
    subject: words.conflictSubject(conflicts.length),
    lines: [
      words.conflictLead,
      ...conflicts
        .slice(0, MAX_LINES)
        .map(({ jiraKey, remoteKey, fields }) =>
          words.conflictLine(jiraKey, remoteKey, fields.join(', ')),
        ),
      ...(rest > 0 ? [words.more(rest)] : []),
      words.conflictEnd,
    ],
  };
}

/** @param key of the issue that the person edited @param site where it could not go */
export function wordEdit(
  edit: { readonly trouble: EditTrouble; readonly field: string },
  key: string,
  site: string,
  language: NoticeLanguage,
): MailText {
  const words = WORDS[language];
  return {
    subject: words.editSubject(key),
    lines: [words.edit[edit.trouble](edit.field, site), words.editEnd],
  };
}

/** In UTC, since a notice has many readers. */
function momentOf(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
