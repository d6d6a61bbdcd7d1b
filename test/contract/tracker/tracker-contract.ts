/** What every tracker behind the port must do: run on the Jira double and on Redmines of each kind. */
import { afterAll, beforeAll, describe } from 'vitest';
import { Driver } from './driver';
import { describeAttachments } from './rooms/attachments';
import { describeComments } from './rooms/comments';
import { describeCreating } from './rooms/creating';
import { describeDeleting } from './rooms/deleting';
import { describeFurtherFields } from './rooms/further-fields';
import { describeListingChanges } from './rooms/listing-changes';
import { describeManyAtOnce } from './rooms/many-at-once';
import { describeMoving } from './rooms/moving';
import { describePeople } from './rooms/people';
import { describePrivacy } from './rooms/privacy';
import { describeReading } from './rooms/reading';
import { describeRelations } from './rooms/relations';
import { describeScope } from './rooms/scope';
import { describeSpentTime } from './rooms/spent-time';
import { describeWriting } from './rooms/writing';
import type { TrackerWorld } from './tracker-world';

export function describeTrackerContract(name: string, open: () => Promise<TrackerWorld>): void {
  describe(`the Tracker port on ${name}`, () => {
    const driver = new Driver();

    beforeAll(async () => {
      driver.enter(await open());
    });
    afterAll(() => driver.leave());

    describeCreating(driver);
    describeReading(driver);
    describeManyAtOnce(driver);
    describeScope(driver);
    describeDeleting(driver);
    describeMoving(driver);
    describeWriting(driver);
    describeFurtherFields(driver);
    describePeople(driver);
    describePrivacy(driver);
    describeComments(driver);
    describeAttachments(driver);
    describeRelations(driver);
    describeSpentTime(driver);
    describeListingChanges(driver);
  });
}
