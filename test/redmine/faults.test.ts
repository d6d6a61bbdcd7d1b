import { faultScenarios } from '../e2e/main-job/scenarios/faults';
import { quietScenarios } from '../e2e/main-job/scenarios/quiet';
import { describeScenarios } from '../support/local-host/scenario';
import { REAL_TEXTILE } from './stages';

describeScenarios("faults with a real Redmine, Textile, an administrator's key", REAL_TEXTILE, [
  ...faultScenarios,
  ...quietScenarios,
]);
