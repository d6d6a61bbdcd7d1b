import { describeScenarios } from '../../support/local-host/scenario';
import { attachmentScenarios } from './scenarios/attachments';
import { EMBEDDED_MARKDOWN, EMBEDDED_TEXTILE } from './stages';

describeScenarios(
  'attachments, Textile, a key without admin rights',
  EMBEDDED_TEXTILE,
  attachmentScenarios,
);
describeScenarios(
  "attachments, Markdown, an administrator's key",
  EMBEDDED_MARKDOWN,
  attachmentScenarios,
);
