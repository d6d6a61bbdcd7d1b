/** The custom entities of the manifest: their attributes, their indexes, and what a value may be. */
import { FORGE_LIMITS } from '../limits';
import type { AttributeType, EntityDefinition, Manifest } from '../manifest';
import { KvsError } from './kvs-error';

/** One index: exact attributes first, then the one that results are ordered by. */
export interface EntityIndex {
  readonly partition: readonly string[];
  /** `null`: ordered by key, as the index `by-key` is. */
  readonly range: string | null;
}

export interface Entity {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, AttributeType>;
  readonly indexes: ReadonlyMap<string, EntityIndex>;
}

function buildEntity(definition: EntityDefinition): Entity {
  const indexes = new Map<string, EntityIndex>([['by-key', { partition: [], range: null }]]);
  for (const index of definition.indexes) {
    if (typeof index === 'string') indexes.set(index, { partition: [], range: index });
    else {
      indexes.set(index.name, {
        partition: index.partition ?? [],
        range: index.range[0] ?? null,
      });
    }
  }
  const types = Object.entries(definition.attributes).map(
    ([name, { type }]) => [name, type] as const,
  );
  return { name: definition.name, attributes: new Map(types), indexes };
}

/** The manifest's entities by name. */
export function buildEntities(manifest: Manifest): ReadonlyMap<string, Entity> {
  const definitions = manifest.app.storage?.entities ?? [];
  return new Map(definitions.map((definition) => [definition.name, buildEntity(definition)]));
}

const FITS: Readonly<Record<AttributeType, (value: unknown) => boolean>> = {
  any: (value) => value !== null,
  boolean: (value) => typeof value === 'boolean',
  float: (value) => typeof value === 'number',
  // 32-bit signed, so a time in milliseconds does not fit: that takes a float.
  integer: (value) => typeof value === 'number' && Number.isInteger(value) && value === (value | 0),
  string: (value) => typeof value === 'string' && value.trim() !== '',
};

/** Whether a value may stand in an attribute, or in a condition on it, of that type. */
export function fitsType(value: unknown, type: AttributeType): boolean {
  return FITS[type](value);
}

function invalidValue(message: string): KvsError {
  return new KvsError(400, 'INVALID_ENTITY_VALUE', message);
}

/**
 * @throws {KvsError} where the value is no object, has an attribute that the manifest does not
 * declare or of another type, or is too long for an index
 * @see https://developer.atlassian.com/platform/forge/storage-reference/entities-manifest/#values
 */
export function checkEntityValue(entity: Entity, value: unknown): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalidValue(`Value of entity ${entity.name} must be an object`);
  }
  const attributes = value as Readonly<Record<string, unknown>>;
  for (const [name, attribute] of Object.entries(attributes)) {
    const type = entity.attributes.get(name);
    if (type === undefined) throw invalidValue(`${entity.name}.${name} is not in the manifest`);
    if (!fitsType(attribute, type)) {
      throw invalidValue(`${entity.name}.${name} is not a valid ${type}`);
    }
  }
  for (const [name, index] of entity.indexes) checkIndexSize(entity, name, index, attributes);
}

function checkIndexSize(
  entity: Entity,
  name: string,
  index: EntityIndex,
  attributes: Readonly<Record<string, unknown>>,
): void {
  const measure = (names: readonly string[]) =>
    names.reduce((sum, part) => sum + Buffer.byteLength(String(attributes[part] ?? '')), 0);
  if (measure(index.partition) > FORGE_LIMITS.kvs.indexPartitionBytes) {
    throw invalidValue(`Partition of index ${entity.name}.${name} exceeds 1700 bytes`);
  }
  if (index.range !== null && measure([index.range]) > FORGE_LIMITS.kvs.indexRangeBytes) {
    throw invalidValue(`Range of index ${entity.name}.${name} exceeds 900 bytes`);
  }
}
