export const connections = {
  empty: 'No Redmine is connected yet. Add one under Configuration.',
  address: 'Address',
  textFormat: 'Text format',
  textFormats: { textile: 'Textile', markdown: 'Markdown' },
  apiKey: 'API key',
  webhookSecret: 'Webhook secret',
  stored: 'Stored',
  missing: 'Missing',
  test: 'Test connection',
  testLead: 'Looks at Redmine, the webhook and Jira; nothing is written.',
} as const;
