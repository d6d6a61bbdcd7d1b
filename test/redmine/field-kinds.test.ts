import { fieldKindScenarios } from '../e2e/main-job/scenarios/field-kinds';
import { fieldRuleScenarios } from '../e2e/main-job/scenarios/field-rules';
import { describeScenarios } from '../support/local-host/scenario';
import { REAL_MARKDOWN, REAL_TEXTILE } from './stages';

// With this key every-row.test.ts carries the kinds, all at once.
describeScenarios(
  "rules of fields with a real Redmine, Textile, an administrator's key",
  REAL_TEXTILE,
  fieldRuleScenarios,
);
describeScenarios(
  'kinds of fields with a real Redmine, Markdown, a key without admin rights',
  REAL_MARKDOWN,
  [...fieldKindScenarios, ...fieldRuleScenarios],
);
