import { describeScenarios } from '../../support/local-host/scenario';
import { fieldKindScenarios } from './scenarios/field-kinds';
import { EMBEDDED_MARKDOWN, EMBEDDED_TEXTILE } from './stages';

describeScenarios(
  'kinds of fields, Textile, a key without admin rights',
  EMBEDDED_TEXTILE,
  fieldKindScenarios,
);
describeScenarios(
  "kinds of fields, Markdown, an administrator's key",
  EMBEDDED_MARKDOWN,
  fieldKindScenarios,
);
