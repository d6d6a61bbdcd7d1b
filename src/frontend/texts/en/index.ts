import { audit } from './audit';
import { common, direction, fields } from './common';
import { configuration } from './configuration';
import { conflict, conflicts } from './conflicts';
import { connections } from './connections';
import { doctor } from './doctor';
import { firstSync } from './first-sync';
import { start, welcome } from './getting-started';
import { panel } from './issue-panel';
import { notices } from './notices';
import { attention, health, mappings, pin, rebuild, rhythm, runs, tabs } from './overview';
import { problems } from './problems';
import { support } from './support';
import { webhook } from './webhook';

/** English, which every other language has to be complete against. */
export const english = {
  common,
  direction,
  fields,
  admin: {
    tabs,
    audit,
    rebuild,
    attention,
    health,
    start,
    welcome,
    mappings,
    pin,
    runs,
    rhythm,
    connections,
    doctor,
    webhook,
    support,
    configuration,
    conflicts,
    problems,
    firstSync,
    notices,
  },
  conflict,
  panel,
};
