/** The fields that every mapping has, changed. */
import { describe, expect, it } from 'vitest';
import type { Driver } from '../driver';

export function describeWriting(driver: Driver): void {
  describe('writing', () => {
    it('changes each field, as its own history entry says', async () => {
      const { issuetype, priority, assignee } = driver.world.values;
      const issueId = await driver.create({ priority: priority[0] });
      const before = await driver.read(issueId);
      const fields = {
        summary: 'New words',
        issuetype: issuetype[1],
        priority: priority[1],
        assignee,
        duedate: '2031-12-24',
      };
      const receipt = await driver.world.tracker.writeIssue({ issueId, fields });
      const after = await driver.read(issueId, before.lastEntryId);
      const changes = after.history.flatMap((entry) => entry.changes);
      expect({ receipt, fields: after.fields }).toEqual({
        receipt: { refused: [] },
        fields: { ...before.fields, ...fields },
      });
      expect(new Set(changes)).toEqual(
        new Set([
          { field: 'summary', from: 'A new issue', to: 'New words' },
          { field: 'issuetype', from: issuetype[0], to: issuetype[1] },
          { field: 'priority', from: priority[0], to: priority[1] },
          { field: 'assignee', from: null, to: assignee },
          { field: 'duedate', from: null, to: '2031-12-24' },
        ]),
      );
      expect(
        after.history.every(
          ({ author }) => driver.world.tracker.authorship(author.id) !== 'not-ours',
        ),
      ).toBe(true);
    });

    it('empties fields', async () => {
      const issueId = await driver.create({
        description: driver.world.text('Words'),
        assignee: driver.world.values.assignee,
        duedate: '2031-12-24',
      });
      await driver.world.tracker.writeIssue({
        issueId,
        fields: { description: null, assignee: null, duedate: null },
      });
      expect((await driver.read(issueId)).fields).toMatchObject({
        description: null,
        assignee: null,
        duedate: null,
      });
    });

    it('rewrites a description and keeps the marker', async () => {
      const marker = driver.newMarker();
      const issueId = await driver.create({ description: driver.world.text('Old') }, marker);
      const description = driver.world.text('New');
      await driver.world.tracker.writeIssue({ issueId, fields: { description } });
      const snapshot = await driver.read(issueId);
      expect({ marker: snapshot.marker, text: snapshot.fields.description }).toEqual({
        marker,
        text: description,
      });
    });

    it('moves the status, as far as the way may be', async () => {
      const [first, target] = driver.world.values.status;
      const issueId = await driver.create();
      const receipt = await driver.world.tracker.writeIssue({
        issueId,
        fields: { status: target },
      });
      const { fields, history } = await driver.read(issueId);
      const steps = history.flatMap((entry) => entry.changes);
      expect({ receipt, status: fields.status }).toEqual({
        receipt: { refused: [] },
        status: target,
      });
      expect([steps[0]?.from, steps.at(-1)?.to]).toEqual([first, target]);
    });

    it('says of a status that may not be why, and leaves the issue where it stands', async () => {
      const { tracker, status } = driver.world.bound;
      const issueId = await driver.create();
      const before = await tracker.readIssue(issueId, { sinceEntryId: 0 });
      const receipt = await tracker.writeIssue({ issueId, fields: { status } });
      const after = await driver.read(issueId);
      expect([before.kind, receipt, after.fields.status]).toEqual([
        'found',
        { refused: [{ field: 'status', message: expect.stringMatching(/\w/) }] },
        driver.world.values.status[0],
      ]);
    });

    it('sends nothing where nothing is asked', async () => {
      const issueId = await driver.create();
      driver.world.takeRequestCount();
      await driver.world.tracker.writeIssue({ issueId, fields: {} });
      expect(driver.world.takeRequestCount()).toBe(0);
    });

    it('fails for good on an issue that is not there', async () => {
      const writing = driver.world.tracker.writeIssue({
        issueId: '999999',
        fields: { summary: 'x' },
      });
      await expect(writing).rejects.toMatchObject({ name: 'PermanentError' });
    });
  });
}
