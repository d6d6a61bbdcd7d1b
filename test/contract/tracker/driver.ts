/** What all rooms of the contract do with a tracker: they make issues and read them. */
import { type FieldValues, otherSide, type Snapshot } from '../../../src/core/model';
import type { Tracker } from '../../../src/ports';
import type { TrackerWorld } from './tracker-world';

export const TWIN = { issueId: '7', key: 'ELSE-7', url: '' };

export class Driver {
  private entered: TrackerWorld | undefined;
  private nonces = 0;

  /** @throws {Error} outside of a test */
  get world(): TrackerWorld {
    if (!this.entered) throw new Error('the world is not open');
    return this.entered;
  }

  enter(world: TrackerWorld): void {
    this.entered = world;
  }

  async leave(): Promise<void> {
    await this.entered?.close();
  }

  newMarker(): string {
    this.nonces += 1;
    return `${10_000 + this.nonces}.nonce-${this.nonces}_x`;
  }

  /** @returns its id */
  async create(
    fields: FieldValues = {},
    marker = this.newMarker(),
    tracker: Tracker = this.world.tracker,
  ): Promise<string> {
    const { mapping, values } = this.world;
    const site = mapping.siteUrl[otherSide(tracker.side)];
    const path = tracker.side === 'remote' ? 'browse/ELSE-7' : 'issues/7';
    const { issueId } = await tracker.createIssue({
      fields: { summary: 'A new issue', issuetype: values.issuetype[0], ...fields },
      marker,
      twin: { ...TWIN, url: `${site}/${path}` },
    });
    return issueId;
  }

  /** @throws {Error} where it is not to be found */
  async read(
    issueId: string,
    sinceEntryId = 0,
    tracker: Tracker = this.world.tracker,
  ): Promise<Snapshot> {
    const found = await tracker.readIssue(issueId, { sinceEntryId });
    if (found.kind !== 'found') throw new Error(`issue ${issueId} is ${found.kind}`);
    return found.snapshot;
  }
}
