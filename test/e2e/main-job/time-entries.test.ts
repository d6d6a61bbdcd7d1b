import { describeScenarios } from '../../support/local-host/scenario';
import { timeScenarios } from './scenarios/time-entries';
import { EMBEDDED_TEXTILE } from './stages';

describeScenarios('spent time', EMBEDDED_TEXTILE, timeScenarios);
