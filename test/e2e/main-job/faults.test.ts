import { describeScenarios } from '../../support/local-host/scenario';
import { faultScenarios } from './scenarios/faults';
import { quietScenarios } from './scenarios/quiet';
import { EMBEDDED_MARKDOWN, EMBEDDED_TEXTILE } from './stages';

const scenarios = [...faultScenarios, ...quietScenarios];

describeScenarios('faults, Textile, a key without admin rights', EMBEDDED_TEXTILE, scenarios);
describeScenarios("faults, Markdown, an administrator's key", EMBEDDED_MARKDOWN, scenarios);
