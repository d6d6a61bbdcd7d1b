import { Label, List, ListItem, Select, Stack, Text } from '@forge/react';
import { useState } from 'react';
import { texts } from '../../texts';

const t = texts.admin.webhook;

const WAYS = ['plugin', 'native', 'graimes', 'url', 'none'] as const;

type Way = (typeof WAYS)[number];

interface Option {
  readonly value: Way;
  readonly label: string;
}

/** How to set the webhook up, for the kind of Redmine that one has. */
export function WebhookWays({ connectionId }: { readonly connectionId: string }) {
  const [way, setWay] = useState<Way>('plugin');
  const id = `way-${connectionId}`;
  const options: readonly Option[] = WAYS.map((value) => ({ value, label: t.ways[value].label }));
  return (
    <Stack space="space.100">
      <Stack>
        <Label labelFor={id}>{t.kind}</Label>
        <Select
          id={id}
          name={id}
          options={options}
          defaultValue={options[0]}
          onChange={({ value }: Option) => setWay(value)}
        />
      </Stack>
      <List type="ordered">
        {t.ways[way].steps.map((step) => (
          <ListItem key={step}>
            <Text>{step}</Text>
          </ListItem>
        ))}
      </List>
    </Stack>
  );
}
