import { everyRowScenarios } from '../e2e/main-job/scenarios/every-row';
import { describeScenarios } from '../support/local-host/scenario';
import { REAL_TEXTILE } from './stages';

describeScenarios(
  'every row of what follows, with a real Redmine, Textile',
  REAL_TEXTILE,
  everyRowScenarios,
);
