import { describeScenarios } from '../../support/local-host/scenario';
import { fieldRuleScenarios } from './scenarios/field-rules';
import { EMBEDDED_MARKDOWN, EMBEDDED_TEXTILE } from './stages';

describeScenarios(
  'rules of fields, Textile, a key without admin rights',
  EMBEDDED_TEXTILE,
  fieldRuleScenarios,
);
describeScenarios(
  "rules of fields, Markdown, an administrator's key",
  EMBEDDED_MARKDOWN,
  fieldRuleScenarios,
);
