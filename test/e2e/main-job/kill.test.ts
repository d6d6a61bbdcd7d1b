import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openWorld } from '../../support/local-host/open-world';
import { describeScenarios } from '../../support/local-host/scenario';
import { killScenario } from './scenarios/kill';

const dataFolder = mkdtempSync(join(tmpdir(), 'redmine-sync-data-'));
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

const open = () => openWorld({ textFormat: 'textile', appKey: 'member', dataFolder });

describeScenarios('kill -9', { open }, [killScenario]);
