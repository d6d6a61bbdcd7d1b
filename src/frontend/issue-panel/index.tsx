import { drawPage } from '../draw-page';
import { IssuePanel } from './issue-panel';

drawPage(<IssuePanel />);
