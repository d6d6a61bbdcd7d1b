import { changes } from './changes';
import { existing } from './existing-pairs';
import { mappingEditor, mappingRules } from './mapping-editor';
import { plural } from './plural';
import { trial } from './trial';
import { versions } from './versions';

export const configuration = {
  heading: 'Configuration',
  lead: 'Connections, mappings and people in one document. What you import replaces what is there; links between issues stay.',
  label: 'Configuration document (JSON)',
  help: 'Paste a document, or show the current one, change it and import it again. API keys and webhook secrets are never shown: leave them out to keep those that are stored.',
  helpFirst:
    'Paste a document, or start from the example. API keys and webhook secrets are stored apart from the rest and never shown again.',
  placeholder: '{ "version": 1, "connections": [ … ], "mappings": [ … ] }',
  import: 'Import',
  showCurrent: 'Show current',
  startFromExample: 'Start from the example',
  clear: 'Clear',
  exported: 'This is the current configuration. Select the text to copy it.',
  nothingToImport: 'Paste a configuration first, or start from the example.',
  mistakesTitle: (count: number) =>
    `${count} ${plural(count, 'mistake', 'mistakes')}: nothing was imported`,
  where: 'Where',
  whatToDo: 'What would be right',
  wholeDocument: 'Document',
  line: (line: number, column: number) => `Line ${line}, column ${column}`,
  notJson: (message: string) => `This is not JSON: ${message}`,
  refusedTitle: 'The app may not reach Redmine: nothing was imported',
  refused: (hosts: readonly string[], message: string) =>
    `Without consent the app cannot call ${hosts.join(', ')}. Import again and allow it, or ask a site admin. Jira said: ${message}`,
  consentDescription: (names: readonly string[]) =>
    `Redmine (${names.join(', ')}): issues are read from and written to it`,
  collectorDescription: 'Log collector: the audit is pushed to it',
  importedFlag: 'Configuration imported',
  importedFlagBody: (mappings: number) =>
    `${mappings} ${plural(mappings, 'mapping is', 'mappings are')} in place.`,
  changes,
  mappingEditor,
  mappingRules,
  existing,
  trial,
  versions,
} as const;
