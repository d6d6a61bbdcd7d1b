import { Heading, List, ListItem, Stack, Text } from '@forge/react';
import { texts } from '../texts';
import { ImportEditor } from './import-editor';

/** What somebody sees who has just installed the app: what to do, and the place to do it. */
export function Welcome({ onImported }: { readonly onImported: () => Promise<void> }) {
  return (
    <Stack space="space.300">
      <Stack space="space.150">
        <Heading as="h2" size="medium">
          {texts.admin.welcome.title}
        </Heading>
        <Text>{texts.admin.welcome.lead}</Text>
        <List type="ordered">
          {texts.admin.welcome.steps.map((step) => (
            <ListItem key={step}>{step}</ListItem>
          ))}
        </List>
      </Stack>
      <ImportEditor canShowCurrent={false} onImported={onImported} />
    </Stack>
  );
}
