/** The log collector of a configuration, with the token that is stored where the document has none. */
import { pageStore } from '../../app/admin';
import { upkeepPorts } from '../../app/upkeep';
import type { Configuration, ConfigurationMistake } from '../../core/configuration/configuration';
import { PermanentError } from '../../ports';
import type { CollectorSettings } from '../../ports/upkeep';

export type MatchedCollector =
  | { readonly kind: 'collector'; readonly settings: CollectorSettings | null }
  | { readonly kind: 'mistakes'; readonly mistakes: readonly ConfigurationMistake[] };

/** Nothing is stored here. */
export async function matchCollector(configuration: Configuration): Promise<MatchedCollector> {
  const wanted = configuration.audit?.collector;
  if (!wanted) return { kind: 'collector', settings: null };
  const standing = await pageStore.loadCollector();
  // A token goes on only to where it went before.
  const known = standing?.url === wanted.url && standing.kind === wanted.kind;
  const token = wanted.token ?? (known ? standing.token : undefined);
  if (token === undefined) {
    return mistake('token', 'A token is needed; none is stored for this collector.');
  }
  const settings = { kind: wanted.kind, url: wanted.url, token };
  try {
    upkeepPorts.openCollector(settings);
    return { kind: 'collector', settings };
  } catch (error) {
    if (!(error instanceof PermanentError)) throw error;
    return mistake('url', error.message);
  }
}

function mistake(key: string, message: string): MatchedCollector {
  return { kind: 'mistakes', mistakes: [{ path: `audit.collector.${key}`, message }] };
}

/** The document without the collector's token. */
export function withoutToken({ audit, ...configuration }: Configuration): Configuration {
  if (!audit?.collector) return audit ? { ...configuration, audit } : configuration;
  const { token: _token, ...collector } = audit.collector;
  return { ...configuration, audit: { ...audit, collector } };
}
