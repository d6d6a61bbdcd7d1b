import { Section } from '../components/section';
import { texts } from '../texts';
import { ImportEditor } from './import-editor';

/** Import and export of the configuration document. */
export function ConfigurationTab({ onImported }: { readonly onImported: () => Promise<void> }) {
  return (
    <Section heading={texts.admin.configuration.heading} lead={texts.admin.configuration.lead}>
      <ImportEditor canShowCurrent={true} onImported={onImported} />
    </Section>
  );
}
