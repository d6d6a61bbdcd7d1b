import { openWorld } from '../../support/local-host/open-world';
import { startRedmineFront } from '../../support/local-host/redmine-front';
import { describeScenarios } from '../../support/local-host/scenario';
import { outageScenarios } from './scenarios/outage';

const open = async () =>
  openWorld({ textFormat: 'textile', appKey: 'member', front: await startRedmineFront() });

describeScenarios('outages', { open }, outageScenarios);
