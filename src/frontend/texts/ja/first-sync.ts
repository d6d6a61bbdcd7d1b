import type { Texts } from '..';

type FirstSync = Texts['admin']['firstSync'];

const number = new Intl.NumberFormat('ja');
const counted = (count: number) => `${number.format(count)} 件`;
const names = { jira: 'Jira', remote: 'Redmine' } as const;

export const firstSync: FirstSync = {
  mapping: 'プロジェクト',
  names,
  pair: (jira, redmine) => `${jira} ↔ ${redmine}`,
  steps: { start: '選択', pairs: 'ペア', plan: '確認', run: '実行', done: '完了' },
  count: (count) => number.format(count),
  duration: {
    short: '1 分未満',
    minutes: (count) => `${number.format(count)} 分`,
    hours: (count, minutes) =>
      minutes === 0
        ? `${number.format(count)} 時間`
        : `${number.format(count)} 時間 ${number.format(minutes)} 分`,
  },

  start: {
    heading: (pair) => `${pair} をまとめる`,
    lead: '最初は両方のプロジェクトを読み取るだけです。計画を確認して実行するまで、Jira にも Redmine にも書き込みません。',
    happens: {
      read: '両方のプロジェクトを読み取り、同じと思われる課題をペアとして提案します。',
      pair: 'ペアを承認または却下します。残りは、許可した側に新しい課題として作成されます。',
      look: '計画を 1 行ずつ確認し、不要なものを外します。',
      run: '実行します。途中で止めても続きから再開でき、元に戻すこともできます。',
    },
    seedHelp: '後からの編集は、常にマッピングに従います。',
    create: {
      jira: 'Redmine にだけある課題を Jira に作成',
      remote: 'Jira にだけある課題を Redmine に作成',
    },
    oneWay: (side) => `このマッピングは ${names[side]} に書き込みません。`,
    numberField: {
      jira: 'Redmine の番号が入っている Jira のフィールド',
      remote: 'Jira のキーが入っている Redmine のフィールド',
    },
    numberFieldHelp: {
      jira: '任意。フィールドのキー (例: customfield_10010)',
      remote: '任意。フィールドのキー (例: cf_3)',
    },
    start: '両方のプロジェクトを読み取る',
  },

  working: {
    headings: {
      scanning: '両方のプロジェクトを読み取っています',
      planning: '計画を作成しています',
      running: '計画を実行しています',
      'undo-planning': '元に戻せるものを調べています',
      undoing: '元に戻しています',
    },
    leads: {
      scanning: '書き込みは行いません。このページを閉じても、バックグラウンドで続きます。',
      planning: '書き込みは行いません。このページを閉じても、バックグラウンドで続きます。',
      running:
        'このページを閉じても、バックグラウンドで続きます。完了したペアから通常どおり同期します。',
      'undo-planning': '書き込みは行いません。このページを閉じても、バックグラウンドで続きます。',
      undoing: 'このページを閉じても、バックグラウンドで続きます。',
    },
    scanned: (jira, remote) => `これまでに Jira ${counted(jira)}、Redmine ${counted(remote)}`,
    progress: (done, total) => `${number.format(total)} 行中 ${number.format(done)} 行`,
    rate: (perMinute) => `毎分 ${counted(perMinute)}`,
    remaining: (duration) => `残り約 ${duration}`,
    current: '処理中',
    created: { jira: 'Jira に作成', remote: 'Redmine に作成' },
    calls: { jira: 'Jira の呼び出し', remote: 'Redmine の呼び出し' },
    points: 'Jira のポイント',
    failed: '失敗',
    replanned: '再計画',
    pause: '一時停止',
    resume: '再開',
    failedHeading: 'これまでに失敗した行',
  },

  hold: {
    paused: '一時停止中',
    pausedBody: (moment) => `${moment} から停止しています。再開すると次の行から続きます。`,
    points: '通常の同期を優先して待機しています',
    pointsBody: (moment) =>
      `Jira は 1 時間ごとの呼び出しを数えます。残りは編集の同期のために取っておき、${moment} 以降に自動的に続きます。`,
    tracker: '呼び出せない相手を待っています',
    trackerBody: (message, moment) =>
      `応答: ${message}。${moment} 以降に再び試します。何も失われません。`,
    failed: '続行できません',
    failedBody: (message) => `${message}。原因を取り除いてから再開すると、続きから進みます。`,
  },

  outdated: 'その後マッピングが変更されました',
  outdatedPlan:
    '計画は変更前のマッピングに基づいています。今の結果を確認するには再計画してください。外した行は元に戻ります。',
  outdatedBody:
    '読み取りと計画は変更前のマッピングに基づいています。今の結果を確認するには、破棄してやり直してください。',

  pairs: {
    heading: '同じ課題はどれですか?',
    lead: '承認したペアだけをリンクします。ほかは別々の課題として扱います。一つの課題が入るペアは一つだけです。',
    counts: (accepted, open) =>
      open === 0
        ? `${counted(accepted)}のペアを承認済み。`
        : `${counted(accepted)}のペアを承認済み。未処理の ${counted(open)}は却下として扱います。`,
    plan: '計画を作成',
    scanned: (jira, remote) => `読み取り済み: Jira ${counted(jira)}、Redmine ${counted(remote)}`,
    rule: 'この割合以上の未処理ペアをすべて承認',
    ruleInvalid: '0 から 100 の整数を入力してください。',
    acceptRule: 'まとめて承認',
    accepted: (count) => `${counted(count)}のペアを承認しました`,
    show: '表示',
    states: {
      open: (count) => `未処理 (${number.format(count)})`,
      accepted: (count) => `承認済み (${number.format(count)})`,
      refused: (count) => `却下 (${number.format(count)})`,
    },
    none: '該当するペアはありません。',
    noProposals:
      '同じと思われる課題はありません。ペアがわかっている場合は、下の一覧で指定してください。',
    sureness: '確からしさ',
    percent: (percent) => `${percent} %`,
    inJira: 'Jira',
    inRedmine: 'Redmine',
    why: '理由',
    by: (author, day) => `${author}、${day}`,
    accept: '承認',
    refuse: '却下',
    evidence: {
      listed: (line) => `一覧の ${line} 行目`,
      marker: (side) => `${names[side]} の課題にアプリの目印がある`,
      numberInField: (side) => `${names[side]} のフィールドが相手を指している`,
      numberInText: (side, shown) => `${names[side]} のテキストに「${shown}」がある`,
      sameTitle: '題名が同じ',
      closeTitle: (percent) => `題名の単語の ${percent} % が一致`,
      sameDay: '同じ日に作成',
      apart: (days) => `作成日の差が ${days} 日`,
      sameReporter: (name) => `どちらも ${name} が報告`,
    },
    because: (reasons) => `${reasons.join('、')}。`,
    import: 'わかっているペア',
    importLead:
      '1 行に 1 組、WEB-1,12 の形式で入力してください。承認済みとなり、同じ課題の提案を置き換えます。',
    importLabel: 'ペアの一覧',
    importButton: '一覧を承認',
    importEmpty: '承認する一覧がまだありません。',
    mistakes: (count) =>
      `${number.format(count)} 行は受け付けられませんでした。ほかの行は承認しました`,
    line: '行',
    mistake: '誤り',
  },

  kinds: {
    pair: 'ペア',
    'create-in-jira': 'Jira に新規',
    'create-in-remote': 'Redmine に新規',
    skip: '対象外',
    change: '値を変更',
    conflict: '競合が発生',
    lossy: '一部が失われる',
    'person-not-mapped': 'ユーザーの対応なし',
    'value-not-mapped': '値の対応なし',
    attachments: 'ファイルをコピー',
  },
  kindLeads: {
    pair: '両方の課題があり、リンクします。',
    'create-in-jira': 'Redmine の課題に対応する課題を Jira に作成します。',
    'create-in-remote': 'Jira の課題に対応する課題を Redmine に作成します。',
    skip: '何もしません。それぞれに理由を示します。',
    change: '既存の課題のフィールドの値が変わります。',
    conflict: '両側の値が異なるため、人が判断します。',
    lossy: 'テキストの一部が失われます。',
    'person-not-mapped': 'このユーザーなしで同期します。',
    'value-not-mapped': 'この値なしで、またはマッピングの既定値で同期します。',
    attachments: 'ファイルを相手側にコピーします。',
  },
  rowKinds: {
    pair: 'リンク',
    'create-in-jira': 'Jira に新規',
    'create-in-remote': 'Redmine に新規',
    skip: '対象外',
  },

  plan: {
    heading: '実行する内容',
    lead: 'まだ何も書き込んでいません。ここに表示された内容を実行します。その間に変更された課題は、強制せずに再計画して表示します。',
    run: '計画を実行…',
    again: '再計画',
    rows: '行',
    created: { jira: 'Jira に新規', remote: 'Redmine に新規' },
    paired: 'リンクするペア',
    files: 'ファイル',
    filesOf: (count, size) => (count === 0 ? 'なし' : `${counted(count)}、${size}`),
    comments: 'コメント',
    commentsKnown: (count) => `${counted(count)}以上`,
    time: '所要時間',
    about: (duration) => `約 ${duration}`,
    points: 'Jira の 1 時間あたりのポイント',
    kinds: '種類別',
    kindsLead: 'チェックを外すと、その種類の行をすべて除外します。',
    kind: '種類',
    meaning: '意味',
    show: '表示',
    notMapped: (count) => (count === 0 ? '対応なし' : `対応なし (${number.format(count)})`),
    allMapped: 'これらの課題の値とユーザーはすべて対応付けられています。',
    notMappedLead:
      '多い順に、各値を一度ずつ表示します。「設定」で行を追加してやり直すか、このまま進めてください。',
    side: '側',
    field: 'フィールド',
    value: '値',
    allRows: 'すべての行',
    offRows: (count) => `${number.format(count)} 行を個別に除外しています。`,
    nothing: '実行するものはありません。両方のプロジェクトはすでに一致しています。',
    export: 'ファイルとして出力',
    exportLead: 'すべての行と詳細を含む表計算用の CSV です。欄からコピーしてください。',
    csv: 'CSV を表示',
  },

  rows: {
    show: '表示',
    all: 'すべての行',
    none: '該当する行はありません。',
    take: '行',
    issues: '課題',
    what: '内容',
    details: '詳細',
    outcome: '結果',
    noDetails: '変更なし',
    more: (count) => `ほか ${counted(count)}`,
    less: '折りたたむ',
    offAll: 'このページをすべて除外',
    onAll: 'このページをすべて選択',
    empty: '(空)',
    change: (field, side) => `${names[side]} の${field}:`,
    fromTo: (from, to) => `${from} → ${to}`,
    conflict: (field) => `${field}の競合:`,
    bothValues: (jira, remote) => `Jira は ${jira}、Redmine は ${remote}`,
    lossy: (field) => `${field}で失われるもの:`,
    notMapped: (field, side) => `${names[side]} の${field} (対応なし):`,
    files: (side) => `${names[side]} へ:`,
    filesOf: (count, size, tooLarge) =>
      `ファイル ${counted(count)}、${size}${tooLarge === 0 ? '' : `。大きすぎるもの ${counted(tooLarge)}`}`,
    outcomes: {
      waiting: '待機中',
      off: '除外',
      done: '完了',
      replanned: '再計画',
      skipped: '対象外',
      failed: '失敗',
      undone: '元に戻した',
      left: '戻さなかった',
    },
    made: (key, side) => `${names[side]} に ${key} を作成しました。`,
    changed: (fields, side) => `${names[side]} に書き込み: ${fields.join('、')}`,
    hasConflict: '競合が判断を待っています。',
    replanned: '計画後に編集されました。今実行した場合の内容を表示しています。',
  },

  run: {
    title: 'この計画を実行しますか?',
    againTitle: '残りを実行しますか?',
    creates: (jira, remote, jiraProject, redmineProject) =>
      `最大で Jira の ${jiraProject} に ${counted(jira)}、Redmine の ${redmineProject} に ${counted(remote)}の課題を作成します。`,
    links: (pairs, changes) =>
      `${counted(pairs)}のペアをリンクし、${number.format(changes)} 行で既存の値を変更します。`,
    leftOut: (kinds, single) =>
      `除外: ${[...kinds, ...(single > 0 ? [`${number.format(single)} 行`] : [])].join('、')}`,
    againNothing:
      '失敗した行と、その間に編集された行を再び試します。該当する行は見つかっていないため、おそらく何も起こりません。',
    again: (failed, replanned) =>
      `失敗した ${number.format(failed)} 行と再計画した ${number.format(replanned)} 行を試します。ほかには触れません。`,
    quiet: 'メール',
    quietJira:
      'Jira には変更のメールを送らないよう求めます。アプリがプロジェクトを管理できる場合に有効です。新しい課題は常に通知されるため、実行が終わるまで通知スキームを外してください。自動化ルールでは、プロパティ redmine-sync-first のある課題を除外できます。',
    quietRedmine:
      'Redmine にはこの切り替えがありません。先に「管理 → 設定 → メール通知」で課題の追加と更新のチェックを外し、終わったら戻してください。',
    confirm: '実行',
  },

  done: {
    heading: '完了しました',
    headingUndone: '元に戻しました',
    headingRest: '一部の行を除いて完了しました',
    lead: 'ペアは通常どおり同期しています。',
    rest: (failed, replanned) =>
      [
        ...(failed > 0 ? [`${number.format(failed)} 行が失敗`] : []),
        ...(replanned > 0 ? [`${number.format(replanned)} 行がその間に編集され再計画`] : []),
      ].join('、'),
    restBody: '下で確認してください。再実行すると、これらの行だけを処理します。',
    runRest: 'これらを再実行…',
    runAgain: '再実行…',
    list: '各行の結果',
    chosen: (count) => `${number.format(count)} 行を選択中`,
    undoAll: 'すべて元に戻す…',
    undoChosen: (count) => `${number.format(count)} 行を元に戻す…`,
    chooseToUndo: '一部だけ元に戻すには行を選択してください。',
  },

  undo: {
    heading: '元に戻す内容',
    lead: 'まだ何も戻していません。実行後に誰かが触れたものは、理由を示してそのままにします。',
    run: '元に戻す…',
    leave: '元に戻さない',
    title: 'これらの行を元に戻しますか?',
    deletes: (count) => `実行で作成した ${counted(count)}の課題を、内容ごと完全に削除します。`,
    parts: (count) =>
      `${counted(count)}のペアを解除します。置き換えた値を戻し、コピーを削除します。`,
    left: (count) => `${number.format(count)} 行はそのまま残ります。`,
    confirm: '元に戻す',
    nothing: '実行後にすべて変更されているため、元に戻せません。各行に理由を示します。',
    show: '表示',
    all: 'すべて',
    kinds: { delete: '削除', part: '解除', left: 'そのまま' },
    counted: (kind, count) => `${kind} (${number.format(count)})`,
    pair: 'ペア',
    what: '内容',
    details: '詳細',
    deleteOf: (key, side) => `${names[side]} の ${key} を削除します。`,
    restores: (fields, side) => `${names[side]} で元の値に戻すもの: ${fields.join('、')}`,
    copies: (count) => `コピー ${counted(count)}を削除します (コメント、ファイル、作業時間)。`,
    onlyParted: 'リンクだけを解除します。書き込みはありませんでした。',
  },

  discard: {
    button: '破棄…',
    title: 'この初回同期を破棄しますか?',
    body: 'ペアと計画を破棄します。何も書き込んでいないため、残るものはありません。',
    bodyAfterRun:
      '実行結果の一覧と、元に戻す手段がなくなります。実行した内容は残り、ペアの同期は続きます。',
    confirm: '破棄',
  },
};
