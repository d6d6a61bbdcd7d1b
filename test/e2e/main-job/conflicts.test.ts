import { describeScenarios } from '../../support/local-host/scenario';
import { conflictScenarios, newestScenarios } from './scenarios/conflicts';
import { EMBEDDED_MARKDOWN, EMBEDDED_TEXTILE } from './stages';

const scenarios = [...conflictScenarios, ...newestScenarios];

describeScenarios('conflicts, Textile, a key without admin rights', EMBEDDED_TEXTILE, scenarios);
describeScenarios("conflicts, Markdown, an administrator's key", EMBEDDED_MARKDOWN, scenarios);
