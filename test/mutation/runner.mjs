/**
 * Stryker's test runner for this repository. It bundles the tests with the mutated sources once and
 * judges every mutant in the process that has them loaded, so a mutant costs what its tests cost.
 * Vitest loads its files anew for each mutant, which costs far more than most tests of ours.
 *
 * Plain JavaScript, since Stryker loads its plugins without a compiler.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { Script } from 'node:vm';
import { INSTRUMENTER_CONSTANTS } from '@stryker-mutator/api/core';
import { commonTokens, declareClassPlugin, PluginKind, tokens } from '@stryker-mutator/api/plugin';
import {
  DryRunStatus,
  determineHitLimitReached,
  MutantRunStatus,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import { build } from 'esbuild';
import { expect } from 'vitest';

/** In the sandbox, which is the working directory only once a runner begins. */
const SHIM = 'test/mutation/collect.ts';
const BUNDLE = '.cache/mutation/tests.cjs';

/**
 * Judges every so-manieth mutant only, to estimate what a whole run would take too long to tell. The
 * others count as errors, which no score includes.
 */
const ONE_IN = Number(process.env.ONE_IN ?? 1);

class InProcessRunner {
  static inject = tokens(commonTokens.options);

  constructor(options) {
    /** Files and folders of tests; the cheapest first. */
    this.sources = options.inProcess.tests;
    this.state = globalThis[INSTRUMENTER_CONSTANTS.NAMESPACE] ??= {};
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    // A process that replaces one that hung finds the bundle made.
    if (!existsSync(BUNDLE)) await bundle(this.sources.flatMap(listTests));
    this.require = createRequire(resolve(BUNDLE));
    this.script = new Script(
      `(function (require, module, exports) {${readFileSync(BUNDLE, 'utf8')}\n})`,
      { filename: BUNDLE },
    );
    this.load(undefined);
  }

  /** Loads tests and sources with a mutant active, or none. */
  load(activeMutant) {
    this.state.activeMutant = activeMutant;
    this.state.currentTestId = undefined;
    this.loaded = activeMutant;
    globalThis.__tests__ = { expect, list: [], file: '' };
    const loadedModule = { exports: {} };
    this.script.runInThisContext()(this.require, loadedModule, loadedModule.exports);
    this.tests = globalThis.__tests__.list;
  }

  async dryRun() {
    const results = await this.run(this.tests, false);
    return {
      status: DryRunStatus.Complete,
      tests: results,
      mutantCoverage: this.state.mutantCoverage,
    };
  }

  async mutantRun({ activeMutant, hitLimit, testFilter, mutantActivation, disableBail }) {
    if (Number(activeMutant.id) % ONE_IN !== 0) {
      return { status: MutantRunStatus.Error, errorMessage: 'not in the sample' };
    }
    const atLoad = mutantActivation === 'static' ? activeMutant.id : undefined;
    this.state.hitCount = hitLimit === undefined ? undefined : 0;
    this.state.hitLimit = hitLimit;
    try {
      if (this.loaded !== atLoad) this.load(atLoad);
    } catch (error) {
      const failed = toResult({ id: 'load', name: 'load' }, 0, error);
      this.loaded = null;
      return toMutantRunResult({ status: DryRunStatus.Complete, tests: [failed] });
    }
    const filter = testFilter && new Set(testFilter);
    const tests = filter ? this.tests.filter(({ id }) => filter.has(id)) : this.tests;
    this.state.activeMutant = activeMutant.id;
    const results = await this.run(tests, !disableBail);
    this.state.activeMutant = undefined;
    const endless = determineHitLimitReached(this.state.hitCount, hitLimit);
    return toMutantRunResult(endless ?? { status: DryRunStatus.Complete, tests: results });
  }

  async run(tests, bails) {
    const results = [];
    for (const test of tests) {
      this.state.currentTestId = test.id;
      const startedAt = performance.now();
      let thrown;
      try {
        await test.run();
      } catch (error) {
        thrown = error ?? new Error('nothing was thrown');
      }
      this.state.currentTestId = undefined;
      results.push(toResult(test, performance.now() - startedAt, thrown));
      if (thrown && bails) break;
    }
    return results;
  }
}

function toResult({ id, name }, timeSpentMs, thrown) {
  const result = { id, name, timeSpentMs };
  if (!thrown) return { ...result, status: TestStatus.Success };
  return { ...result, status: TestStatus.Failed, failureMessage: String(thrown?.stack ?? thrown) };
}

function listTests(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true })
    .filter((name) => name.endsWith('.test.ts'))
    .sort()
    .map((name) => join(path, name));
}

async function bundle(files) {
  mkdirSync(dirname(BUNDLE), { recursive: true });
  const contents = files.map(
    (file) => `globalThis.__tests__.file = ${JSON.stringify(file)}; require('./${file}');`,
  );
  await build({
    stdin: { contents: contents.join('\n'), resolveDir: resolve('.') },
    outfile: resolve(BUNDLE),
    absWorkingDir: resolve('.'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    packages: 'external',
    logLevel: 'error',
    plugins: [
      {
        name: 'tests',
        setup(builder) {
          builder.onResolve({ filter: /^vitest$/ }, () => ({ path: resolve(SHIM) }));
          // A bundled file has to find what lies beside its source.
          builder.onLoad({ filter: /\/(test|dev)\/.*\.tsx?$/ }, ({ path }) => ({
            contents: readFileSync(path, 'utf8')
              .replaceAll('__dirname', JSON.stringify(dirname(path)))
              .replaceAll('__filename', JSON.stringify(path)),
            loader: path.endsWith('x') ? 'tsx' : 'ts',
          }));
        },
      },
    ],
  });
}

export const strykerPlugins = [
  declareClassPlugin(PluginKind.TestRunner, 'in-process', InProcessRunner),
];

export const strykerValidationSchema = {
  type: 'object',
  properties: {
    inProcess: {
      type: 'object',
      properties: { tests: { type: 'array', items: { type: 'string' } } },
    },
  },
};
