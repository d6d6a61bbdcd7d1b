import { describeScenarios } from '../../support/local-host/scenario';
import { accessScenarios } from './scenarios/access';
import { EMBEDDED_MARKDOWN, EMBEDDED_TEXTILE } from './stages';

describeScenarios('access, a key without admin rights', EMBEDDED_TEXTILE, accessScenarios);
describeScenarios("access, an administrator's key", EMBEDDED_MARKDOWN, accessScenarios);
