/** `cold-load.ts FILE` loads a piece of the bundle and prints how much processor time it took. */
import '../forge-host/globals';
import { createRequire } from 'node:module';

const load = createRequire(__filename);
const before = process.cpuUsage();
load(process.argv[2] ?? '');
const { user, system } = process.cpuUsage(before);
process.stdout.write(String((user + system) / 1000));
