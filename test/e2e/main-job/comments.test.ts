import { describeScenarios } from '../../support/local-host/scenario';
import { commentScenarios } from './scenarios/comments';
import { EMBEDDED_MARKDOWN, EMBEDDED_TEXTILE } from './stages';

describeScenarios(
  'comments, Textile, a key without admin rights',
  EMBEDDED_TEXTILE,
  commentScenarios,
);
describeScenarios(
  "comments, Markdown, an administrator's key",
  EMBEDDED_MARKDOWN,
  commentScenarios,
);
