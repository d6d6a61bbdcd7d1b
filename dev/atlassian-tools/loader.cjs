/**
 * Stands for the loader of Forge's runtime (`__forge__.cjs` in a package), which Atlassian's network
 * alone has. It gives the app the globals that `@forge/*` ask for, over an empty storage and a queue that takes everything, and calls
 * the handler that the request names: `{ body: { handler, args } }`.
 */
const { join } = require('node:path');

// The tunnel reads what a function prints as JSON, a line each.
for (const level of ['debug', 'info', 'log', 'warn', 'error']) {
  console[level] = (...words) =>
    process.stdout.write(`${JSON.stringify({ level, logArguments: words.map(String) })}\n`);
}

const json = (status, body) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json' },
  });

const ABSENT = { code: 'KEY_NOT_FOUND', message: 'nothing is stored here' };

/** What an empty storage answers, by the end of the path. */
const EMPTY = {
  '/batch/get': (body) =>
    json(200, {
      successfulKeys: [],
      failedKeys: body.map(({ key }) => ({ key, error: ABSENT })),
    }),
  '/query': () => json(200, { data: [], cursor: null }),
  '/get': () => json(404, ABSENT),
  '/set': () => new Response(null, { status: 204 }),
};

globalThis.__forge_fetch__ = async ({ type }, path, { body } = {}) => {
  if (path.includes('/queue/publish')) return new Response(null, { status: 201 });
  const end = Object.keys(EMPTY).find((each) => type === 'kvs' && path.endsWith(each));
  if (!end) return json(501, { code: 'NOT_MODELLED', message: `${type} ${path}` });
  return EMPTY[end](JSON.parse(body));
};

globalThis.__forge_runtime__ = {
  appContext: {
    appId: 'sandbox',
    appVersion: '1.0.0',
    environmentId: 'sandbox',
    environmentType: 'DEVELOPMENT',
    invocationId: 'sandbox',
    installationId: 'sandbox',
    moduleKey: 'sandbox',
    moduleType: 'sandbox',
    permissions: { scopes: [], external: {} },
  },
  contextAri: 'ari:cloud:jira::site/sandbox',
  tracing: { traceId: 'sandbox', spanId: 'sandbox' },
  lambdaContext: { getRemainingTimeInMillis: () => 25_000 },
  metrics: {
    counter: () => ({ incr: () => {} }),
    timing: () => ({ measure: () => ({ stop: () => {} }) }),
  },
  container: { appCodeDir: __dirname },
  externalAuth: [],
};

exports.main = async ({ body: { handler, args } }) => {
  try {
    const app = require(join(__dirname, 'index.cjs'));
    if (typeof app[handler] !== 'function') throw new Error(`there is no function ${handler}`);
    return { success: true, body: await app[handler](...args) };
  } catch (error) {
    return { success: false, error: { errorMessage: error.stack } };
  }
};
