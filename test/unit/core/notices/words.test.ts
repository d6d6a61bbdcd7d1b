import { describe, expect, it } from 'vitest';
import type { Alarm, AlarmKind, ToldAlarm } from '../../../../src/core/notices/alarm';
import {
  type EditTrouble,
  wordAlarm,
  wordConflicts,
  wordEdit,
  wordReminder,
  wordWell,
} from '../../../../src/core/notices/words';
import { NOW_MS } from '../../../support/builders';

const ALARM: Alarm = {
  id: 'changes-failed:web',
  kind: 'changes-failed',
  what: 'WEB ↔ web-shop',
  sinceMs: NOW_MS,
  count: 3,
  words: '422 no',
};
const ALONE = { sinceMs: 0, count: null, words: null };
const TOLD: ToldAlarm = {
  ...ALARM,
  sinceMs: NOW_MS - 60_000,
  issueId: '1',
  issueKey: 'OPS-1',
  toldAtMs: NOW_MS,
  times: 1,
  goneAtMs: null,
};

describe('the issue that tells of an alarm', () => {
  it.each<readonly [AlarmKind, string, string]>([
    ['tracker-down', 'Redmine Sync: Acme does not answer', 'Redmine Sync: Acme が応答しません'],
    [
      'access-refused',
      'Redmine Sync: Acme refuses the app',
      'Redmine Sync: Acme がアプリのアクセスを拒否しています',
    ],
    [
      'mapping-paused',
      'Redmine Sync paused Acme by itself',
      'Redmine Sync: Acme の同期を自動で一時停止しました',
    ],
    [
      'changes-failed',
      'Redmine Sync: changes of Acme could not be carried over',
      'Redmine Sync: Acme の変更を反映できませんでした',
    ],
    [
      'pairs-with-problems',
      'Redmine Sync: issues of Acme have problems',
      'Redmine Sync: Acme の課題に問題があります',
    ],
    [
      'collector-stands',
      'Redmine Sync: the log collector does not take the audit',
      'Redmine Sync: ログ収集先が監査記録を受け付けません',
    ],
  ])('is called by what is broken: %s', (kind, english, japanese) => {
    const alarm = { ...ALARM, kind, what: 'Acme' };
    expect([wordAlarm(alarm, 'en').summary, wordAlarm(alarm, 'ja').summary]).toEqual([
      english,
      japanese,
    ]);
  });

  it('says since when, how many, what to do, the last message, and where', () => {
    expect(wordAlarm(ALARM, 'en').lines).toEqual([
      'Since 2026-11-21 12:00 UTC. 3 changes so far.',
      'Under Problems each is listed with the most likely cause. Mend it there and try them again.',
      'The last message: 422 no',
      'In Jira: Apps, Manage apps, Redmine Sync, Configure.',
      'This issue stands for the trouble as a whole: it gets a comment where the trouble stays, and is closed once it is over.',
    ]);
    expect(wordAlarm(ALARM, 'ja').lines).toEqual([
      '発生: 2026-11-21 12:00 UTC 現在 3 件の変更',
      '「問題」タブに原因の見当とともに一覧表示されます。解消してから再試行してください。',
      '最後のメッセージ: 422 no',
      'Jira の「アプリ」→「アプリの管理」→「Redmine Sync」→「設定」を開いてください。',
      'この課題は 1 つの障害につき 1 件だけ作成されます。長引く場合はコメントが追加され、解消するとクローズされます。',
    ]);
  });

  it.each<readonly [AlarmKind, number, string, string]>([
    ['changes-failed', 1, '1 change so far.', '現在 1 件の変更'],
    ['pairs-with-problems', 1, '1 pair so far.', '現在 1 件のペア'],
    ['pairs-with-problems', 2, '2 pairs so far.', '現在 2 件のペア'],
  ])('counts %s: %i', (kind, count, english, japanese) => {
    const alarm = { ...ALARM, ...ALONE, kind, count };
    expect([wordAlarm(alarm, 'en').lines[0], wordAlarm(alarm, 'ja').lines[0]]).toEqual([
      english,
      japanese,
    ]);
  });

  it('says nothing of what is not known', () => {
    expect(wordAlarm({ ...ALARM, ...ALONE }, 'en').lines).toEqual(
      wordAlarm(ALARM, 'en').lines.filter((_line, at) => at !== 0 && at !== 2),
    );
  });

  it('is commented where the trouble lasts, and where it is over', () => {
    expect([
      wordReminder(ALARM, TOLD, 'en'),
      wordReminder({ ...ALARM, ...ALONE }, TOLD, 'en'),
      wordWell(NOW_MS, 'en'),
      wordReminder(ALARM, TOLD, 'ja'),
      wordWell(NOW_MS, 'ja'),
    ]).toEqual([
      [
        'It is still so, since 2026-11-21 11:59 UTC.',
        '3 changes so far.',
        'The last message: 422 no',
      ],
      ['It is still so, since 2026-11-21 11:59 UTC.'],
      ['It is well again since 2026-11-21 12:00 UTC.'],
      [
        '2026-11-21 11:59 UTC からまだ続いています。',
        '現在 3 件の変更',
        '最後のメッセージ: 422 no',
      ],
      ['2026-11-21 12:00 UTC に解消しました。'],
    ]);
  });
});

describe('the mail that tells of conflicts', () => {
  const line = (number: number, ...fields: readonly string[]) => ({
    jiraKey: `WEB-${number}`,
    remoteKey: `#${number}`,
    fields,
  });

  it('names each pair with its fields', () => {
    const pairs = [line(1, 'summary', 'status'), line(2, 'duedate')];
    expect([wordConflicts(pairs, 'en'), wordConflicts(pairs, 'ja')]).toEqual([
      {
        subject: '2 conflicts between both sides',
        lines: [
          'Both sides changed the same, and somebody has to decide what counts:',
          'WEB-1 ↔ #1: summary, status',
          'WEB-2 ↔ #2: duedate',
          'Decide them in the Redmine panel of each issue, or all together on the Redmine Sync page.',
        ],
      },
      {
        subject: 'Jira と Redmine の競合が 2 件あります',
        lines: [
          '同じ項目が両側で変更されました。どちらを残すか決めてください。',
          'WEB-1 ↔ #1: summary, status',
          'WEB-2 ↔ #2: duedate',
          '各課題の Redmine パネル、または Redmine Sync のページでまとめて解決できます。',
        ],
      },
    ]);
    expect(wordConflicts([line(1)], 'en').subject).toBe('A conflict between Jira and Redmine');
  });

  it('names twenty pairs, and counts the rest', () => {
    const pairs = Array.from({ length: 23 }, (_, index) => line(index + 1, 'status'));
    const twenty = wordConflicts(pairs.slice(0, 20), 'en').lines;
    expect(twenty).toHaveLength(22);
    expect(wordConflicts(pairs, 'en').lines).toEqual([
      ...twenty.slice(0, 21),
      '… and 3 more.',
      ...twenty.slice(21),
    ]);
    expect(wordConflicts(pairs, 'ja').lines.at(-2)).toBe('ほか 3 件');
  });
});

describe('what somebody is told whose edit could not cross', () => {
  it.each<readonly [EditTrouble, string, string]>([
    [
      'value-not-mapped',
      'your change of status was not carried to Redmine: the value has no counterpart there.',
      'status の変更は Redmine に反映されませんでした。対応する値がありません。',
    ],
    [
      'write-not-taken',
      'Redmine did not take your change of status.',
      'status の変更は Redmine に受け付けられませんでした。',
    ],
    [
      'comment-refused',
      'Redmine did not take your comment, so it stays here.',
      'コメントは Redmine に受け付けられなかったため、こちらだけに残ります。',
    ],
    [
      'attachment-refused',
      'Redmine did not take your file, so it stays here.',
      '添付ファイルは Redmine に受け付けられなかったため、こちらだけに残ります。',
    ],
    [
      'time-refused',
      'Redmine did not take the time you logged, so it stays here.',
      '作業時間は Redmine に受け付けられなかったため、こちらだけに残ります。',
    ],
  ])('is why: %s', (trouble, english, japanese) => {
    const edit = { trouble, field: 'status' };
    expect([
      wordEdit(edit, 'WEB-1', 'Redmine', 'en'),
      wordEdit(edit, 'WEB-1', 'Redmine', 'ja'),
    ]).toEqual([
      {
        subject: 'Your change of WEB-1 was not carried over',
        lines: [english, 'Those who look after the sync see it, too. This note stays here.'],
      },
      {
        subject: 'WEB-1 の変更は反映されませんでした',
        lines: [japanese, '同期の管理者にも表示されています。このコメントは同期されません。'],
      },
    ]);
  });
});
