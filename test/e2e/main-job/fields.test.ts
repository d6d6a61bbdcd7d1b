import { describeScenarios } from '../../support/local-host/scenario';
import { fieldScenarios } from './scenarios/fields';
import { EMBEDDED_MARKDOWN, EMBEDDED_TEXTILE } from './stages';

describeScenarios('fields, Textile, a key without admin rights', EMBEDDED_TEXTILE, fieldScenarios);
describeScenarios("fields, Markdown, an administrator's key", EMBEDDED_MARKDOWN, fieldScenarios);
