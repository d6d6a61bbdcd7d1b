/** Stands where tests import `vitest`: gathers them for `runner.mjs`. `expect` is Vitest's own. */
import { format } from 'node:util';

type Work = (...args: readonly unknown[]) => unknown;

interface Test {
  readonly id: string;
  readonly name: string;
  /** With all hooks that concern it, those around a whole suite as well. */
  run(): Promise<void>;
}

interface Suite {
  readonly names: readonly string[];
  readonly before: Work[];
  readonly after: Work[];
}

const gathered = (
  globalThis as unknown as {
    readonly __tests__: { readonly expect: unknown; readonly list: Test[]; readonly file: string };
  }
).__tests__;

export const expect = gathered.expect;

let suites: readonly Suite[] = [];
let hooksOfFile: Suite = { names: [], before: [], after: [] };
let file = '';
const seen = new Set<string>();

function currentSuites(): readonly Suite[] {
  if (file !== gathered.file) {
    file = gathered.file;
    hooksOfFile = { names: [], before: [], after: [] };
  }
  return [hooksOfFile, ...suites];
}

function suite(name: string, work: () => void): void {
  const outer = suites;
  currentSuites();
  suites = [...outer, { names: [name], before: [], after: [] }];
  work();
  suites = outer;
}

function test(name: string, work: Work, args: readonly unknown[] = []): void {
  const around = currentSuites();
  const fullName = [...around.flatMap(({ names }) => names), name].join(' ');
  let id = `${file}#${fullName}`;
  while (seen.has(id)) id += "'";
  seen.add(id);
  gathered.list.push({
    id,
    name: fullName,
    async run() {
      for (const { before } of around) for (const hook of before) await hook();
      try {
        await work(...args);
      } finally {
        for (const { after } of [...around].reverse()) for (const hook of after) await hook();
      }
    },
  });
}

function eachOf(declare: (name: string, work: Work, args: readonly unknown[]) => void) {
  return (rows: readonly unknown[]) => (name: string, work: Work) => {
    rows.forEach((row, index) => {
      const args = Array.isArray(row) ? row : [row];
      declare(nameRow(name, args, index), work, args);
    });
  };
}

/** Names need to be told apart, not to be as Vitest's to the letter. */
function nameRow(name: string, args: readonly unknown[], index: number): string {
  const withFields = name.replaceAll('%#', String(index)).replaceAll(/\$(\w+)/g, (all, key) => {
    const row = args[0];
    return typeof row === 'object' && row !== null && key in row
      ? format('%j', (row as Record<string, unknown>)[key])
      : all;
  });
  const places = withFields.match(/%[sdifjoO]/g)?.length ?? 0;
  return format(withFields, ...args.slice(0, places));
}

const addHook = (kind: 'before' | 'after') => (work: Work) => {
  currentSuites().at(-1)?.[kind].push(work);
};

// Tests are run one by one, so what is done once for a suite is done for each of its tests.
export const beforeAll = addHook('before');
export const beforeEach = beforeAll;
export const afterAll = addHook('after');
export const afterEach = afterAll;

const suiteEach = eachOf((name, work, args) => suite(name, () => work(...args)));
export const describe = Object.assign(suite, {
  each: suiteEach,
  skipIf: (skips: unknown) => (skips ? () => {} : suite),
});
export const it = Object.assign((name: string, work: Work) => test(name, work), {
  each: eachOf(test),
  skipIf: (skips: unknown) => (skips ? () => {} : it),
});
