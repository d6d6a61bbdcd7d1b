/** What a new issue is born with, and how it is found again. */
import { describe, expect, it } from 'vitest';
import type { Driver } from '../driver';

export function describeCreating(driver: Driver): void {
  describe('creating', () => {
    it('makes an issue of the mapped project with the given values', async () => {
      const { issuetype, priority, assignee } = driver.world.values;
      const fields = {
        summary: 'Ärger mit "Warenkorb" <b>& 😀</b>',
        description: driver.world.text('Two words'),
        issuetype: issuetype[1],
        priority: priority[1],
        assignee,
        duedate: '2031-12-24',
      };
      const issueId = await driver.create(fields);
      const snapshot = await driver.read(issueId);
      expect(snapshot).toMatchObject({
        side: driver.world.tracker.side,
        issueId,
        projectId: driver.world.mapping[driver.world.tracker.side].projectId,
        title: fields.summary,
        restricted: false,
        comments: [],
      });
      expect(snapshot.fields).toEqual({ ...fields, status: driver.world.values.status[0] });
      expect(driver.world.tracker.authorship(snapshot.author.id)).not.toBe('not-ours');
    });

    it('carries the marker from birth, and not in its text', async () => {
      const marker = driver.newMarker();
      const snapshot = await driver.read(await driver.create({}, marker));
      expect({ marker: snapshot.marker, text: snapshot.fields.description }).toEqual({
        marker,
        text: null,
      });
    });

    it('says which twin it is searched by, where searches can', async () => {
      const issueId = await driver.create();
      const marks = [(await driver.read(issueId)).twinMark];
      for (const twinId of ['12', null, null]) {
        await driver.world.tracker.markTwin(issueId, twinId);
        marks.push((await driver.read(issueId)).twinMark);
      }
      const keepsMarks = driver.world.tracker.side === 'jira';
      expect(marks).toEqual(
        keepsMarks ? ['7', '12', null, null] : [undefined, undefined, undefined, undefined],
      );
    });

    it('says which twins many are searched by, with one call', async () => {
      const issueIds = [await driver.create(), await driver.create()];
      driver.world.takeRequestCount();
      await driver.world.tracker.markTwins(issueIds.map((issueId) => ({ issueId, twinId: '12' })));
      const requests = driver.world.takeRequestCount();
      const seen = await Promise.all(issueIds.map(async (id) => (await driver.read(id)).twinMark));
      const isJira = driver.world.tracker.side === 'jira';
      expect({ requests, seen }).toEqual({
        requests: isJira ? 1 : 0,
        seen: isJira ? ['12', '12'] : [undefined, undefined],
      });
    });

    it('is found again by its marker at once', async () => {
      const watermark = await driver.world.tracker.newestIssue();
      const marker = driver.newMarker();
      const issueId = await driver.create({}, marker);
      await driver.create();
      expect(await driver.world.tracker.findByMarker(marker, watermark)).toBe(issueId);
      expect(await driver.world.tracker.findByMarker(driver.newMarker(), watermark)).toBeNull();
    });

    it('fails for good without a summary', async () => {
      await expect(driver.create({ summary: '' })).rejects.toMatchObject({
        name: 'PermanentError',
        reason: 'refused',
      });
    });
  });
}
