/** Who may import whom: the table of docs/architecture.md. Anything that is not allowed is refused. */
const BACKEND = '^(@forge/(api|kvs|events|resolver))($|/)';

/** Folder of src -> what of src it may import besides itself. */
const ALLOWED = {
  text: [],
  core: ['text'],
  ports: ['core'],
  sync: ['core', 'ports'],
  shared: ['core'],
  http: ['ports'],
  jira: ['ports', 'core', 'text', 'http'],
  redmine: ['ports', 'core', 'text', 'http'],
  collector: ['ports', 'core', 'http'],
  forge: ['ports', 'core', 'text'],
  app: ['ports', 'core', 'sync', 'jira', 'redmine', 'collector', 'forge'],
  entry: ['app', 'sync', 'shared', 'ports', 'core'],
  frontend: ['shared', 'core'],
  index: ['entry'],
};

/** `core` matches src/core/… and src/core.ts. */
const room = (name) => `^src/${name}(\\.ts$|/)`;

const directions = Object.entries(ALLOWED).map(([name, allowed]) => ({
  name: `${name}-imports-only-${allowed.join('-') || 'itself'}`,
  severity: 'error',
  from: { path: room(name) },
  to: {
    path: '^src/',
    pathNot: [
      room(name),
      ...allowed.map(room),
      // Doors use the parsers of what arrives at them, nothing else of an adapter.
      ...(name === 'entry'
        ? ['^src/jira/event\\.ts$', '^src/redmine/webhook(-signature)?\\.ts$']
        : []),
    ],
  },
}));

module.exports = {
  forbidden: [
    ...directions,
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'src-ships-alone',
      comment: 'dev/ and test/ never go to Forge.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(dev|test)/' },
    },
    {
      name: 'forge-backend-at-the-edges',
      comment: 'Only adapters, doors and the composition root know the platform.',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: '^src/(forge/|entry/|app/|index\\.ts$|jira/client\\.ts$|redmine/client\\.ts$)',
      },
      to: { path: `node_modules/${BACKEND.slice(1)}|${BACKEND}` },
    },
    {
      name: 'pages-know-only-the-bridge',
      severity: 'error',
      from: { path: '^src/frontend/' },
      to: { path: `node_modules/${BACKEND.slice(1)}|${BACKEND}|^node:|^(fs|path|crypto|zlib)$` },
    },
    {
      name: 'core-is-pure',
      comment: 'Hashing is a pure function; everything else of node is not.',
      severity: 'error',
      from: { path: '^src/(core|text)/' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    {
      name: 'everything-resolves',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\?raw$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
