import { describeScenarios } from '../../support/local-host/scenario';
import { privateIssueScenarios } from './scenarios/private-issues';
import { EMBEDDED_TEXTILE } from './stages';

describeScenarios('private issues', EMBEDDED_TEXTILE, privateIssueScenarios);
