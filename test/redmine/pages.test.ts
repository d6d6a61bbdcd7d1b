import { accessScenarios } from '../e2e/main-job/scenarios/access';
import { doorstepScenarios } from '../e2e/main-job/scenarios/doorstep';
import { panelScenarios } from '../e2e/main-job/scenarios/panel';
import { describeScenarios } from '../support/local-host/scenario';
import { REAL_MARKDOWN } from './stages';

describeScenarios('pages and doorstep with a real Redmine', REAL_MARKDOWN, [
  ...accessScenarios,
  ...doorstepScenarios,
  ...panelScenarios,
]);
