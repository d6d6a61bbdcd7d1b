import { Stack } from '@forge/react';
import type { MappingView } from '../../shared/api';
import { Section } from '../components/section';
import { texts } from '../texts';
import { ImportEditor } from './import-editor';
import { NoticesPart } from './notices/notices-part';
import { RebuildLinks } from './rebuild-links';
import { Versions } from './versions/versions';

/** Import and export of the configuration document, and what follows a reinstallation. */
export function ConfigurationTab({
  mappings,
  onImported,
}: {
  readonly mappings: readonly MappingView[];
  readonly onImported: () => Promise<void>;
}) {
  return (
    <Stack space="space.400">
      <Section heading={texts.admin.configuration.heading} lead={texts.admin.configuration.lead}>
        <ImportEditor canShowCurrent={true} onImported={onImported} />
      </Section>
      <NoticesPart />
      <Versions onRestored={onImported} />
      <RebuildLinks mappings={mappings} />
    </Stack>
  );
}
