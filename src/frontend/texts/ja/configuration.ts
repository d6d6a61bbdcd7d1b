import type { Texts } from '..';
import { changes } from './changes';
import { existing } from './existing-pairs';
import { mappingEditor, mappingRules } from './mapping-editor';
import { trial } from './trial';
import { versions } from './versions';

export const configuration: Texts['admin']['configuration'] = {
  heading: '設定',
  lead: '接続、マッピング、ユーザーを一つのドキュメントにまとめています。インポートすると現在の設定は置き換わりますが、課題のリンクはそのまま残ります。',
  label: '設定ドキュメント (JSON)',
  help: 'ドキュメントを貼り付けるか、現在の設定を表示して変更し、もう一度インポートしてください。API キーと Webhook シークレットは表示されません。省略すると保存済みのものを使います。',
  helpFirst:
    'ドキュメントを貼り付けるか、サンプルから始めてください。API キーと Webhook シークレットは別に保存され、再び表示されることはありません。',
  placeholder: '{ "version": 1, "connections": [ … ], "mappings": [ … ] }',
  import: 'インポート',
  showCurrent: '現在の設定を表示',
  startFromExample: 'サンプルから始める',
  clear: 'クリア',
  exported: '現在の設定です。テキストを選択してコピーしてください。',
  nothingToImport: '先に設定を貼り付けるか、サンプルから始めてください。',
  mistakesTitle: (count) => `${count} 件の誤りがあるため、インポートしませんでした`,
  where: '場所',
  whatToDo: '正しい指定',
  wholeDocument: 'ドキュメント全体',
  line: (line, column) => `${line} 行 ${column} 列`,
  notJson: (message) => `JSON ではありません: ${message}`,
  refusedTitle: 'Redmine への接続が許可されなかったため、インポートしませんでした',
  refused: (hosts, message) =>
    `許可がないと ${hosts.join('、')} に接続できません。もう一度インポートして許可するか、サイト管理者に依頼してください。Jira の応答: ${message}`,
  consentDescription: (names) => `Redmine (${names.join('、')}): 課題を読み書きします`,
  collectorDescription: 'ログ収集先: 監査記録を送信します',
  importedFlag: '設定をインポートしました',
  importedFlagBody: (mappings) => `${mappings} 件のマッピングが有効です。`,
  changes,
  mappingEditor,
  mappingRules,
  existing,
  trial,
  versions,
};
