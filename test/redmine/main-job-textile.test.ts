import { attachmentScenarios } from '../e2e/main-job/scenarios/attachments';
import { commentScenarios } from '../e2e/main-job/scenarios/comments';
import { conflictScenarios } from '../e2e/main-job/scenarios/conflicts';
import { fieldScenarios } from '../e2e/main-job/scenarios/fields';
import { quietScenarios, scopeScenarios } from '../e2e/main-job/scenarios/quiet';
import { richTextScenarios } from '../e2e/main-job/scenarios/rich-text';
import { partScenarios } from '../e2e/main-job/scenarios/scope';
import { timeScenarios } from '../e2e/main-job/scenarios/time-entries';
import { twinScenarios } from '../e2e/main-job/scenarios/twins';
import { describeScenarios } from '../support/local-host/scenario';
import { REAL_TEXTILE } from './stages';

describeScenarios(
  "the main job with a real Redmine, Textile, an administrator's key",
  REAL_TEXTILE,
  [
    ...twinScenarios,
    ...fieldScenarios,
    ...commentScenarios,
    ...attachmentScenarios,
    ...timeScenarios,
    ...conflictScenarios,
    ...richTextScenarios,
    ...partScenarios,
    ...scopeScenarios,
    ...quietScenarios,
  ],
);
