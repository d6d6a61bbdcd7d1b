import { plural } from './plural';

export const connections = {
  empty: 'No Redmine is connected yet. Add one under Configuration.',
  address: 'Address',
  textFormat: 'Text format',
  textFormats: { textile: 'Textile', markdown: 'Markdown' },
  apiKey: 'API key',
  webhookSecret: 'Webhook secret',
  stored: 'Stored',
  missing: 'Missing',
  webhookUrl: 'Webhook URL',
  webhookHelp:
    'Select the text to copy it. Redmine rings here when an issue changes; without it, changes are found every five minutes.',
  test: 'Test connection',
  passed: 'OK',
  failed: 'Mend this',
  allPassed: 'Everything works.',
  someFailed: (count: number) => `${count} ${plural(count, 'thing', 'things')} to mend:`,
} as const;
