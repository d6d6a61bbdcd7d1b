export const connections = {
  address: 'Address',
  textFormat: 'Text format',
  textFormats: { textile: 'Textile', markdown: 'Markdown' },
  apiKey: 'API key',
  stored: 'Stored',
  missing: 'Missing',
  test: 'Test connection',
  testLead: 'Looks at Redmine, the webhook and Jira; nothing is written.',
} as const;
