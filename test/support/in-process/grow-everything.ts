/** A site with something of everything that pages show. */
import { doc } from '../local-host/adf';
import { attach, showInText } from './files';
import { driveFirstSync } from './first-sync';
import { makePair } from './issues';
import type { InProcessWorld } from './open-in-process-world';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const field = 'summary';

/** Pairs, a conflict, a first sync that may be undone, versions of the configuration. */
export async function growEverything(world: InProcessWorld) {
  const admin = driveFirstSync(() => world);
  await admin.makeInJira('Alone in Jira');
  await admin.makeInRedmine('Alone in Redmine');
  await world.asJira('admin', 'POST', '/field', {
    name: 'Customer',
    type: 'com.atlassian.jira.plugin.system.customfieldtypes:textfield',
  });
  await admin.configure({
    audit: { retentionDays: 30 },
    mapping: {
      issueTypes: [
        { jira: 'Bug', redmine: 'Bug' },
        { jira: 'Epic', redmine: 'Support' },
      ],
    },
    moreFields: [
      { jira: 'parent', redmine: 'parent' },
      { jira: 'Customer', redmine: 'Customer' },
    ],
  });
  await admin.plan();
  await admin.run();
  await world.callAdmin('planUndo', { mappingId: 'web' });
  await world.settle();
  await world.host.advance(DAY_MS);

  const { key, jiraId, projectId, redmineId } = await makePair(world, 'Basket');
  await world.host.advance(MINUTE_MS);
  const issue = { subject: 'In Redmine' };
  await world.asRedmine('grace', 'PUT', `/issues/${redmineId}.json`, { issue });
  await world.asJira('ada', 'PUT', `/issue/${key}`, { fields: { [field]: 'In Jira' } });
  await world.settle();
  await world.callAdmin('watchWebhook', { connectionId: 'main' });

  // A pair in whose text something waits to cross, and two issues that wait for their twins.
  const epic = await makePair(world, 'Furniture', { issuetype: { name: 'Epic' } });
  const parent = { key: epic.key };
  const waiting = await makePair(world, 'Lamp', { description: doc('As it was') });
  await world.callAdmin('pauseMapping', { mappingId: 'web' });
  const alone = await admin.makeInJira('Waits in Jira', { parent });
  attach(world, alone.key, 'lamp.png', 'a picture');
  await showInText(world, alone.key);
  await world.settle();
  await world.callAdmin('resumeMapping', { mappingId: 'web' });
  const aloneThere = await admin.makeInRedmine('Waits in Redmine');
  await world.asRedmine('grace', 'PUT', `/issues/${waiting.redmineId}.json`, {
    issue: { description: 'As it is', parent_issue_id: epic.redmineId },
  });

  const { document } = await world.callAdmin('exportConfiguration');
  const { text } = await world.callAdmin('exportTable', { mappingId: 'web', table: 'fields' });
  return {
    document: { ...document, audit: { retentionDays: 60 } },
    table: text,
    issue: { id: jiraId, projectId },
    waiting: { id: waiting.jiraId, projectId },
    alone: [alone.key, String(aloneThere)],
    conflict: { linkId: `main:${redmineId}`, field },
  };
}
