import { z } from 'zod';
import { type PlatformResponse, respondJson } from './json-response';

const requestSchema = z.object({
  query: z.string(),
  variables: z.object({ input: z.object({ triggerKey: z.string() }).optional() }),
});

/**
 * The two GraphQL operations behind `webTrigger.getUrl` and `webTrigger.queryUrls` of `@forge/api`.
 * @returns `undefined` for any other operation
 */
export function answerWebTriggerUrls(
  body: string,
  urls: ReadonlyMap<string, string>,
): PlatformResponse | undefined {
  const parsed = requestSchema.safeParse(JSON.parse(body));
  if (!parsed.success) return undefined;
  const { query, variables } = parsed.data;
  if (query.includes('createWebTriggerUrl(')) {
    const url = urls.get(variables.input?.triggerKey ?? '');
    const data = { createWebTriggerUrl: url === undefined ? null : { url } };
    return respondJson(200, JSON.stringify({ data }));
  }
  if (query.includes('webTriggerUrlsByAppContext(')) {
    const list = [...urls].map(([triggerKey, url]) => ({ triggerKey, url }));
    return respondJson(200, JSON.stringify({ data: { webTriggerUrlsByAppContext: list } }));
  }
  return undefined;
}
