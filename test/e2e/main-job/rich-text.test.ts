import { describeScenarios } from '../../support/local-host/scenario';
import { richTextScenarios } from './scenarios/rich-text';
import { EMBEDDED_MARKDOWN, EMBEDDED_TEXTILE } from './stages';

describeScenarios('rich text, Textile', EMBEDDED_TEXTILE, richTextScenarios);
describeScenarios('rich text, Markdown', EMBEDDED_MARKDOWN, richTextScenarios);
