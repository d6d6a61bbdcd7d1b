import type { Configuration, ConfigurationMistake } from '../../shared/configuration';
import { parseConfiguration } from '../../shared/configuration';
import { askEgressConsent } from '../egress-consent';
import { texts } from '../texts';
import { callAdmin } from '../use-api';
import { parseDocument } from './parse-document';

export type ImportResult =
  | { readonly kind: 'imported'; readonly mappings: number }
  | { readonly kind: 'mistakes'; readonly mistakes: readonly ConfigurationMistake[] }
  | { readonly kind: 'refused'; readonly hosts: readonly string[]; readonly message: string }
  | { readonly kind: 'failed'; readonly reason: string };

/**
 * Imports the text: JSON first, then consent for the hosts it names, then the resolver, which looks
 * the names up on both sides. A document whose shape is wrong goes to the resolver without asking
 * for consent: it lists every mistake and needs no Redmine for that.
 */
export async function importDocument(text: string): Promise<ImportResult> {
  const parsed = parseDocument(text);
  if (parsed.kind === 'not-json') return { kind: 'mistakes', mistakes: [parsed.mistake] };
  const shaped = parseConfiguration(parsed.document);
  if (shaped.kind === 'configuration') {
    const consent = await askEgressConsent(listHosts(shaped.configuration));
    if (consent.kind === 'refused') return consent;
  }
  const answer = await callAdmin('importConfiguration', { document: parsed.document });
  if (!answer.ok) return { kind: 'failed', reason: answer.reason };
  return answer.value.imported
    ? { kind: 'imported', mappings: answer.value.mappings }
    : { kind: 'mistakes', mistakes: answer.value.mistakes };
}

/** Everything that the app would talk to. */
function listHosts({ connections, audit }: Configuration) {
  const collector = audit?.collector;
  return collector
    ? [
        ...connections,
        {
          name: '',
          url: collector.url,
          description: texts.admin.configuration.collectorDescription,
        },
      ]
    : connections;
}
