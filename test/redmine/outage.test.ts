import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { killScenario } from '../e2e/main-job/scenarios/kill';
import { outageScenarios } from '../e2e/main-job/scenarios/outage';
import { startRedmineFront } from '../support/local-host/redmine-front';
import { describeScenarios } from '../support/local-host/scenario';
import { absent, openRealWorld } from './stages';

const dataFolder = mkdtempSync(join(tmpdir(), 'redmine-sync-data-'));
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

const open = async () =>
  openRealWorld({
    textFormat: 'textile',
    appKey: 'member',
    dataFolder,
    front: await startRedmineFront(),
  });

describeScenarios('outages and kills with a real Redmine', { open, absent }, [
  killScenario,
  ...outageScenarios,
]);
