import { describeScenarios } from '../../support/local-host/scenario';
import { partScenarios } from './scenarios/scope';
import { EMBEDDED_MARKDOWN, EMBEDDED_TEXTILE } from './stages';

describeScenarios(
  'parts of projects, Textile, a key without admin rights',
  EMBEDDED_TEXTILE,
  partScenarios,
);
describeScenarios(
  "parts of projects, Markdown, an administrator's key",
  EMBEDDED_MARKDOWN,
  partScenarios,
);
