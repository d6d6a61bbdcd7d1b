import { Code, DynamicTable, SectionMessage, Stack, Text } from '@forge/react';
import type { ConfigurationMistake } from '../../shared/configuration';
import { Failure } from '../components/failure';
import { texts } from '../texts';
import type { ImportResult } from './import-document';

/** Why nothing was imported. An import that worked shows the mappings instead. */
export function ImportOutcome({ result }: { readonly result: ImportResult }) {
  switch (result.kind) {
    case 'imported':
      return null;
    case 'failed':
      return <Failure reason={result.reason} />;
    case 'refused':
      return (
        <Failure
          title={texts.admin.configuration.refusedTitle}
          reason={texts.admin.configuration.refused(result.hosts, result.message)}
        />
      );
    case 'mistakes':
      return <Mistakes mistakes={result.mistakes} />;
  }
}

function Mistakes({ mistakes }: { readonly mistakes: readonly ConfigurationMistake[] }) {
  return (
    <SectionMessage
      appearance="error"
      title={texts.admin.configuration.mistakesTitle(mistakes.length)}
    >
      <Stack>
        <DynamicTable
          label={texts.admin.configuration.mistakesTitle(mistakes.length)}
          head={{
            cells: [
              { key: 'path', content: texts.admin.configuration.where, width: 35 },
              { key: 'message', content: texts.admin.configuration.whatToDo },
            ],
          }}
          rows={mistakes.map(({ path, message }, index) => ({
            key: `${index}`,
            cells: [
              {
                key: 'path',
                content: (
                  <Code>{path === '' ? texts.admin.configuration.wholeDocument : path}</Code>
                ),
              },
              { key: 'message', content: <Text>{message}</Text> },
            ],
          }))}
        />
      </Stack>
    </SectionMessage>
  );
}
