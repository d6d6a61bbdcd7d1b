/** Forge storage behind `@forge/kvs`: takes a path and a body, gives an answer. */
import type { z } from 'zod';
import type { HostClock } from '../../clock';
import type { KeyedStore } from '../../store/store';
import type { Manifest } from '../manifest';
import {
  batchDelete,
  batchDeleteSchema,
  batchGet,
  batchGetSchema,
  batchSet,
  batchSetSchema,
} from './batch-operations';
import { buildEntities } from './entities';
import { type AttributeCache, entityQuerySchema, queryEntity } from './entity-query';
import { getEntity, type KvsAnswer, type KvsContext, type Space } from './kvs-context';
import { badRequest, KvsError } from './kvs-error';
import { plainQuerySchema, queryPlain } from './plain-query';
import { createKvsRateLimits } from './rate-limits';
import { createRecordTable } from './record-table';
import { deleteOne, deleteSchema, getOne, getSchema, setOne, setSchema } from './single-operations';
import { transact, transactionSchema } from './transaction';

export interface KvsService {
  /** Whether a path is a read or a write; `undefined`: there is no such path. */
  accessOf(path: string): 'read' | 'write' | undefined;
  /** Carries out one request; a refusal is an answer too. */
  handle(path: string, body: string): KvsAnswer;
}

interface Operation {
  readonly access: 'read' | 'write';
  readonly run: (context: KvsContext, body: unknown, cache: AttributeCache) => KvsAnswer;
}

/** @throws {KvsError} where the body is not of the shape */
function parseBody<T extends z.ZodType>(schema: T, body: unknown): z.infer<T> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw badRequest(`${issue?.path.join('.')}: ${issue?.message}`);
}

function define<T extends z.ZodType>(
  access: Operation['access'],
  schema: T,
  run: (context: KvsContext, request: z.infer<T>, cache: AttributeCache) => KvsAnswer,
): Operation {
  return { access, run: (context, body, cache) => run(context, parseBody(schema, body), cache) };
}

/** The three operations on one key, for a room that the request may name. */
function defineSingle(
  prefix: string,
  findRoom: (context: KvsContext, entityName: string | undefined) => Space,
): readonly (readonly [string, Operation])[] {
  return [
    [
      `${prefix}get`,
      define('read', getSchema, (context, request) =>
        getOne(context, findRoom(context, request.entityName), request),
      ),
    ],
    [
      `${prefix}set`,
      define('write', setSchema, (context, request) =>
        setOne(context, findRoom(context, request.entityName), request),
      ),
    ],
    [
      `${prefix}delete`,
      define('write', deleteSchema, (context, request) =>
        deleteOne(context, findRoom(context, request.entityName), request),
      ),
    ],
  ];
}

const OPERATIONS: ReadonlyMap<string, Operation> = new Map([
  ...defineSingle('/api/v1/', () => ({ kind: 'plain' })),
  ...defineSingle('/api/v1/secret/', () => ({ kind: 'secret' })),
  ...defineSingle('/api/v1/entity/', (context, name = '') => ({
    kind: 'entity',
    entity: getEntity(context, name),
  })),
  ['/api/v1/query', define('read', plainQuerySchema, queryPlain)],
  [
    '/api/v1/entity/query',
    define('read', entityQuerySchema, (context, request, cache) =>
      queryEntity(context, cache, request),
    ),
  ],
  ['/api/v1/batch/get', define('read', batchGetSchema, batchGet)],
  ['/api/v1/batch/set', define('write', batchSetSchema, batchSet)],
  ['/api/v1/batch/delete', define('write', batchDeleteSchema, batchDelete)],
  ['/api/v1/transaction', define('write', transactionSchema, transact)],
]);

export interface KvsOptions {
  readonly manifest: Manifest;
  readonly store: KeyedStore;
  readonly clock: HostClock;
  /** How far queries run behind; reads by key never do. */
  readonly queryLagMs: number;
}

/** Storage of one installation. */
export function createKvsService({ manifest, store, clock, queryLagMs }: KvsOptions): KvsService {
  const context: KvsContext = {
    table: createRecordTable(store, clock, queryLagMs),
    limits: createKvsRateLimits(clock),
    entities: buildEntities(manifest),
    clock,
  };
  const cache: AttributeCache = new Map();
  const isPermitted = manifest.permissions.scopes.includes('storage:app');

  return {
    accessOf: (path) => OPERATIONS.get(path)?.access,
    handle(path, body) {
      try {
        if (!isPermitted) {
          throw new KvsError(403, 'FORBIDDEN', 'The manifest lacks the scope storage:app');
        }
        context.limits.admitRequest();
        const operation = OPERATIONS.get(path);
        if (!operation) throw badRequest(`no such operation: ${path}`);
        return operation.run(context, JSON.parse(body), cache);
      } catch (error) {
        if (!(error instanceof KvsError)) throw error;
        const { status, code, message } = error;
        return { status, json: JSON.stringify({ code, message }), bytes: 0 };
      }
    },
  };
}
