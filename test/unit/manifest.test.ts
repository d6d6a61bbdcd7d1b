import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { bundleBackend } from '../../dev/bundle/bundle-backend';
import { listExports, listPushedQueues, listStaticAnswers } from '../support/read-source';

interface Manifest {
  readonly modules: {
    readonly function: readonly { readonly key: string; readonly handler: string }[];
    readonly consumer: readonly { readonly queue: string; readonly function: string }[];
    readonly webtrigger: readonly {
      readonly response: { readonly outputs: readonly { readonly key: string }[] };
    }[];
  };
}

const manifest = parse(readFileSync('manifest.yml', 'utf8')) as Manifest;
const { modules } = manifest;

describe('manifest.yml', () => {
  it('passes the validator that forge deploy runs', async () => {
    // It looks for the handlers in the bundle.
    await bundleBackend(process.cwd());
    const { validate } = createRequire(import.meta.url)('@forge/manifest') as {
      validate(quiet: boolean): Promise<{ success: boolean; errors?: unknown }>;
    };
    const { success, errors } = await validate(false);
    expect({ success, errors: errors ?? [] }).toEqual({ success: true, errors: [] });
    // It compiles a schema of several megabytes.
  }, 120_000);

  it('names exactly the handlers that src/index.ts exports', () => {
    const handlers = modules.function.map(({ handler }) => handler.replace(/^index\./, ''));
    expect(handlers.toSorted()).toEqual(listExports('src/index.ts').toSorted());
  });

  it('uses every function, and names none that is not there', () => {
    const keys = modules.function.map(({ key }) => key);
    const used = JSON.stringify({ ...modules, function: [] });
    const named = [...used.matchAll(/"function":"([^"]+)"/g)].map(([, key]) => key ?? '');
    expect([...new Set(named)].toSorted()).toEqual(keys.toSorted());
  });

  it('has a consumer for every queue that the app pushes to, and a producer for every consumer', () => {
    const consumed = modules.consumer.map(({ queue }) => queue);
    expect(consumed.toSorted()).toEqual(listPushedQueues('src').toSorted());
  });

  it('lists every answer that the web trigger gives', () => {
    const outputs = modules.webtrigger.flatMap(({ response }) =>
      response.outputs.map(({ key }) => key),
    );
    expect(outputs.toSorted()).toEqual(
      listStaticAnswers('src/entry/redmine-webhook.ts').toSorted(),
    );
  });
});
