import { describeScenarios } from '../../support/local-host/scenario';
import { twinScenarios } from './scenarios/twins';
import { EMBEDDED_MARKDOWN, EMBEDDED_TEXTILE } from './stages';

describeScenarios('twins, Textile, a key without admin rights', EMBEDDED_TEXTILE, twinScenarios);
describeScenarios("twins, Markdown, an administrator's key", EMBEDDED_MARKDOWN, twinScenarios);
