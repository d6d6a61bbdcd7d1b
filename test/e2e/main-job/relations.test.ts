import { describeScenarios } from '../../support/local-host/scenario';
import { relationScenarios } from './scenarios/relations';
import { EMBEDDED_MARKDOWN } from './stages';

describeScenarios('relations', EMBEDDED_MARKDOWN, relationScenarios);
