/**
 * Refuses what Jira refuses as rich text: a document that either of Atlassian's two published
 * validators rejects. Neither alone is enough: the JSON schema is looser in places, and the
 * transformer's validator accepts any `version`.
 */
import { createRequire } from 'node:module';
import { isObject, type Json } from '../json';

type Check = (document: Json) => boolean;

const require = createRequire(__filename);
let checks: readonly Check[] | undefined;

/** Whether Atlassian's schema and Atlassian's validator both accept the document. */
export function isValidAdf(document: Json): boolean {
  if (!isObject(document) || document.type !== 'doc') return false;
  checks ??= [schemaCheck(), validatorCheck()];
  return checks.every((check) => check(document));
}

function schemaCheck(): Check {
  const Ajv = require('ajv-draft-04') as typeof import('ajv-draft-04').default;
  const schema = require('@atlaskit/adf-schema/json-schema/v1/full.json') as object;
  const validate = new Ajv({ strict: false }).compile(schema);
  return (document) => validate(document) === true;
}

/** The package's ES module build has directory imports that Node refuses, hence `require`. */
function validatorCheck(): Check {
  const utils = require.resolve('@atlaskit/adf-utils/validator');
  const flags = createRequire(utils)('@atlaskit/platform-feature-flags') as {
    setBooleanFeatureFlagResolver(resolver: (flag: string) => boolean): void;
  };
  // Without a resolver the package reports a missing feature flag client on the console.
  flags.setBooleanFeatureFlagResolver(() => false);
  const { validator } = require(utils) as {
    validator(): (document: Json) => { readonly valid: boolean };
  };
  const validate = validator();
  return (document) => {
    try {
      return validate(document).valid;
    } catch {
      // It throws at the first node it rejects; that is its answer.
      return false;
    }
  };
}
