/** `npm run egress -- https://redmine.example.com`: writes Redmine's host into `manifest.yml`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openEgress } from './open-egress';

const [folder, ...urls] = [join(__dirname, '..', '..'), ...process.argv.slice(2)];
const file = join(folder, 'manifest.yml');

if (urls.length === 0) {
  console.error('npm run egress -- https://redmine.example.com [https://…]');
  process.exit(1);
}
try {
  writeFileSync(file, openEgress(readFileSync(file, 'utf8'), urls));
  console.log(`manifest.yml: the app may reach ${urls.join(', ')} and nothing else.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
