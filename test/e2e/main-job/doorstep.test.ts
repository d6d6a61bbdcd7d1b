import { describeScenarios } from '../../support/local-host/scenario';
import { doorstepScenarios } from './scenarios/doorstep';
import { EMBEDDED_MARKDOWN } from './stages';

describeScenarios('the web trigger', EMBEDDED_MARKDOWN, doorstepScenarios);
