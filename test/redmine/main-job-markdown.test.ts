import { attachmentScenarios } from '../e2e/main-job/scenarios/attachments';
import { commentScenarios } from '../e2e/main-job/scenarios/comments';
import { conflictScenarios } from '../e2e/main-job/scenarios/conflicts';
import { fieldScenarios } from '../e2e/main-job/scenarios/fields';
import { privateIssueScenarios } from '../e2e/main-job/scenarios/private-issues';
import { quietScenarios, scopeScenarios } from '../e2e/main-job/scenarios/quiet';
import { relationScenarios } from '../e2e/main-job/scenarios/relations';
import { richTextScenarios } from '../e2e/main-job/scenarios/rich-text';
import { twinScenarios } from '../e2e/main-job/scenarios/twins';
import { describeScenarios } from '../support/local-host/scenario';
import { REAL_MARKDOWN } from './stages';

describeScenarios(
  'the main job with a real Redmine, Markdown, a key without admin rights, from the bundle that is deployed',
  REAL_MARKDOWN,
  [
    ...twinScenarios,
    ...fieldScenarios,
    ...commentScenarios,
    ...attachmentScenarios,
    ...relationScenarios,
    ...privateIssueScenarios,
    ...conflictScenarios,
    ...richTextScenarios,
    ...scopeScenarios,
    ...quietScenarios,
  ],
);
