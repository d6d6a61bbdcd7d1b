import { describeScenarios } from '../../support/local-host/scenario';
import { everyRowScenarios } from './scenarios/every-row';
import { EMBEDDED_TEXTILE } from './stages';

describeScenarios('every row of what follows', EMBEDDED_TEXTILE, everyRowScenarios);
