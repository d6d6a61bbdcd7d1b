/** Atlassian's two validators; a document is valid when both accept it. */
import { createRequire } from 'node:module';
import type { AdfDocument } from '../../../../src/text';

const requireHere = createRequire(import.meta.url);

interface JsonValidator {
  (doc: unknown): boolean;
  readonly errors?: unknown;
}

const { default: Ajv } = requireHere('ajv-draft-04') as {
  default: new (options: object) => { compile(schema: unknown): JsonValidator };
};
const isValidJson = new Ajv({ strict: false }).compile(
  requireHere('@atlaskit/adf-schema/json-schema/v1/full.json'),
);
const { validator } = requireHere('@atlaskit/adf-utils/validator') as {
  validator: () => (doc: unknown) => unknown;
};
const validate = validator();

/** What is wrong with the document, or undefined. */
export function findAdfProblem(doc: AdfDocument): string | undefined {
  if (!isValidJson(doc)) return JSON.stringify(isValidJson.errors)?.slice(0, 400);
  try {
    validate(doc);
    return undefined;
  } catch (error) {
    return String(error);
  }
}
