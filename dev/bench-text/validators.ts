/** Atlassian's two validators of ADF. A document counts as valid when both accept it. */
import { createRequire } from 'node:module';
import path from 'node:path';
import { quietly } from './quietly';

const requireHere = createRequire(path.resolve(process.cwd(), 'package.json'));

interface Ajv {
  compile(schema: unknown): ((doc: unknown) => boolean) & { errors?: unknown };
}

interface AdfUtils {
  validator(): (doc: unknown, onError?: undefined) => { valid: boolean };
}

export type Validate = (doc: unknown) => string | undefined;

/** @returns what is wrong with a document, or undefined. */
export function createValidator(): Validate {
  const draft04 = requireHere('ajv-draft-04') as { default: new (options: object) => Ajv };
  const schema = requireHere('@atlaskit/adf-schema/json-schema/v1/full.json') as unknown;
  const isValidJson = new draft04.default({ strict: false }).compile(schema);
  const { validator } = requireHere('@atlaskit/adf-utils/validator') as AdfUtils;
  // Outside of Atlassian's products it reports that it has no feature flags.
  const validate = quietly(() => validator());
  return (doc) => {
    if (!isValidJson(doc))
      return `json-schema: ${JSON.stringify(isValidJson.errors)?.slice(0, 300)}`;
    try {
      validate(doc);
      return undefined;
    } catch (error) {
      return `adf-utils: ${error instanceof Error ? error.message : String(error)}`;
    }
  };
}
