import type { Texts } from '..';

export const connections: Texts['admin']['connections'] = {
  address: 'アドレス',
  textFormat: 'テキスト書式',
  textFormats: { textile: 'Textile', markdown: 'Markdown' },
  apiKey: 'API キー',
  stored: '保存済み',
  missing: '未設定',
  test: '接続をテスト',
  testLead: 'Redmine、Webhook、Jira を確認します。書き込みは行いません。',
};
