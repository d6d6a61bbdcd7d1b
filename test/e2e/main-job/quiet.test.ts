import { describeScenarios } from '../../support/local-host/scenario';
import { quietScenarios, scopeScenarios } from './scenarios/quiet';
import { EMBEDDED_MARKDOWN, EMBEDDED_TEXTILE } from './stages';

const scenarios = [...scopeScenarios, ...quietScenarios];

describeScenarios('scope and quiet, Textile, a key without admin rights', EMBEDDED_TEXTILE, [
  ...scenarios,
]);
describeScenarios("scope and quiet, Markdown, an administrator's key", EMBEDDED_MARKDOWN, [
  ...scenarios,
]);
