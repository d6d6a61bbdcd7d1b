/**
 * Web triggers: public URLs that run a function.
 * @see https://developer.atlassian.com/platform/forge/manifest-reference/modules/web-trigger/
 * @see https://developer.atlassian.com/platform/forge/runtime-reference/web-trigger/
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { FunctionRunner } from './function-runner';
import type { RunOutcome } from './invocation';
import { FORGE_LIMITS } from './limits';
import type { Manifest, WebTriggerModule } from './manifest';
import { buildFunctionContext, type Site } from './site';

export interface WebTriggers {
  /** Every trigger's URL by its key. */
  readonly urls: ReadonlyMap<string, string>;
  /**
   * @param rawHeaders names and values in turn, as they came over the wire; absent: those of the request
   */
  call(request: Request, rawHeaders?: readonly string[]): Promise<Response>;
  /** Calls that have come in and not started their function yet. */
  readonly arrivingCount: number;
}

const PATH = /^\/(?:x1|public)\/([^/]+)(\/.*)?$/;

const dynamicSchema = z.object({
  statusCode: z.int().min(200).max(599),
  headers: z.record(z.string(), z.array(z.string())).optional(),
  body: z.string().optional(),
});
const staticSchema = z.object({ outputKey: z.string() });

function fail(status: number, message: string): Response {
  return new Response(message, { status, headers: { 'content-type': 'text/plain' } });
}

function listHeaders(request: Request, raw: readonly string[] | undefined) {
  const headers: Record<string, string[]> = {};
  const add = (name: string, value: string) => {
    headers[name] = [...(headers[name] ?? []), value];
  };
  if (raw === undefined) request.headers.forEach((value, name) => void add(name, value));
  else for (let at = 0; at + 1 < raw.length; at += 2) add(raw[at] ?? '', raw[at + 1] ?? '');
  return headers;
}

function listQuery(url: URL): Record<string, string[]> {
  const parameters: Record<string, string[]> = {};
  for (const name of url.searchParams.keys()) parameters[name] = url.searchParams.getAll(name);
  return parameters;
}

/** A static trigger can say nothing but one of its outputs, whatever its function returns. */
function buildAnswer(module: WebTriggerModule, outcome: RunOutcome): Response {
  if (outcome.kind !== 'returned') {
    return fail(424, `the function of web trigger ${module.key} ${outcome.kind}`);
  }
  if (module.response.type === 'static') {
    const parsed = staticSchema.safeParse(outcome.value);
    const key = parsed.data?.outputKey;
    const output = module.response.outputs.find((candidate) => candidate.key === key);
    if (!output) return fail(500, `web trigger ${module.key}: no output has the returned key`);
    return new Response(output.body ?? '', {
      status: output.statusCode,
      headers: output.contentType === undefined ? {} : { 'content-type': output.contentType },
    });
  }
  const parsed = dynamicSchema.safeParse(outcome.value);
  if (!parsed.success) return fail(500, `web trigger ${module.key}: not a valid response`);
  const { statusCode, headers = {}, body } = parsed.data;
  const pairs = Object.entries(headers).flatMap(([name, values]) =>
    values.map((value): [string, string] => [name, value]),
  );
  const hasNoBody = statusCode === 204 || statusCode === 304;
  return new Response(hasNoBody ? null : (body ?? ''), { status: statusCode, headers: pairs });
}

export function createWebTriggers(
  manifest: Manifest,
  site: Site,
  runner: FunctionRunner,
  baseUrl: string,
): WebTriggers {
  const byId = new Map<string, WebTriggerModule>();
  const urls = new Map<string, string>();
  for (const module of manifest.modules.webtrigger) {
    const digest = createHash('sha256').update(`${site.installationId}/${module.key}`);
    const id = digest.digest('base64url').replace(/[-_]/g, 'x').slice(0, 25);
    byId.set(id, module);
    urls.set(module.key, `${baseUrl}/${module.urlFormat === 'v2' ? 'public' : 'x1'}/${id}`);
  }

  let arrivingCount = 0;

  async function readBody(request: Request): Promise<Buffer> {
    arrivingCount += 1;
    try {
      return Buffer.from(await request.arrayBuffer());
    } finally {
      arrivingCount -= 1;
    }
  }

  return {
    urls,
    get arrivingCount() {
      return arrivingCount;
    },
    async call(request, rawHeaders) {
      const url = new URL(request.url);
      const [, id = '', userPath = ''] = PATH.exec(url.pathname) ?? [];
      const module = byId.get(id);
      if (!module) return fail(404, 'there is no such web trigger');
      const bytes = await readBody(request);
      const event = {
        method: request.method,
        path: url.pathname,
        userPath: decodeURI(userPath),
        headers: listHeaders(request, rawHeaders),
        queryParameters: listQuery(url),
        body: bytes.toString('utf8'),
      };
      // The whole request counts, so 5 MB of body alone is already too much.
      if (
        bytes.length + JSON.stringify(event.headers).length >
        FORGE_LIMITS.invocationPayloadBytes
      ) {
        return fail(413, 'larger than 5 MB');
      }
      const outcome = await runner.run({
        kind: 'webTrigger',
        functionKey: module.function,
        moduleKey: module.key,
        moduleType: 'webtrigger',
        args: [event, buildFunctionContext(site)],
      });
      return buildAnswer(module, outcome);
    },
  };
}
