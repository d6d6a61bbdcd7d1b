import { describeScenarios } from '../../support/local-host/scenario';
import { panelScenarios } from './scenarios/panel';
import { EMBEDDED_MARKDOWN, EMBEDDED_TEXTILE } from './stages';

describeScenarios('pages, Textile, a key without admin rights', EMBEDDED_TEXTILE, panelScenarios);
describeScenarios("pages, Markdown, an administrator's key", EMBEDDED_MARKDOWN, panelScenarios);
