/** An issue brought from another project of the tracker. */
import { describe, expect, it } from 'vitest';
import type { Driver } from '../driver';

export function describeMoving(driver: Driver): void {
  describe('moving', () => {
    it('brings an issue that stands alone, and its history tells of it; or says why it does not', async () => {
      const { tracker, elsewhere, movesTo, values } = driver.world;
      const issueId = await driver.create();
      const before = await driver.read(issueId);
      const ties = await tracker.findTies(issueId);
      const answer = await elsewhere.moveHere(issueId, { issuetype: values.issuetype[1] });
      const after = await driver.read(issueId, before.lastEntryId);
      const { projectId, fields, history } = after;
      expect([
        ties,
        answer,
        projectId,
        fields.issuetype,
        history.map((one) => one.movedTo),
      ]).toEqual(
        movesTo === null
          ? [
              'the app moves no issues in Jira',
              { kind: 'refused', message: 'the app moves no issues in Jira' },
              before.projectId,
              values.issuetype[0],
              [],
            ]
          : [null, 'done', movesTo, values.issuetype[1], [movesTo]],
      );
    });

    it('names what stands with an issue and would be parted from it', async () => {
      const { tracker, movesTo, relationType } = driver.world;
      const [issueId, other] = [await driver.create(), await driver.create()];
      await tracker.addRelation(issueId, {
        type: relationType,
        isSource: true,
        otherIssueId: other,
      });
      const ties = await tracker.findTies(issueId);
      expect(ties).toBe(
        movesTo === null
          ? 'the app moves no issues in Jira'
          : `it is related to #${other}, and Redmine may part them`,
      );
    });
  });
}
