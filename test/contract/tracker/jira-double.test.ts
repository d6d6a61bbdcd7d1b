import { openJiraWorld } from './jira-world';
import { describeTrackerContract } from './tracker-contract';

describeTrackerContract('the Jira double', openJiraWorld);
