/**
 * I3, caught in the act: no comment is copied while its copy stands. In the end one of two may be
 * gone again, as when somebody deleted the original, and whoever watched the issue was mailed twice.
 */
import type { HostCall } from '../../../dev/forge-host/faults';
import { issueIdOf, isTracker } from '../faults/place';
import type { Side } from '../script/steps';
import { type BookComment, isComment, wordsOf } from '../world/book';
import type { World } from '../world/world';
import { seeJira } from './see-jira';
import { seeRedmine } from './see-redmine';

/** A comment in Jira, or an issue's note in Redmine; what edits one has an address of its own. */
const POSTS = /^POST \/rest\/api\/3\/issue\/\d+\/comment(\?|$)|^PUT \/issues\/\d+\.json(\?|$)/;

export class Copies {
  readonly findings = new Set<string>();
  /** How often a copy was sent to an issue, `jira 10001`: only after the second there can be two. */
  private readonly sent = new Map<string, Map<BookComment, number>>();

  constructor(private readonly world: World) {}

  /** What a call before has come to is seen with the next one for the issue, such as its read-back. */
  see(call: HostCall): void {
    const { target } = call;
    const id = issueIdOf(call);
    if (!isTracker(target) || id === undefined) return;
    this.look(target, id);
    if (POSTS.test(`${call.method} ${call.path}`)) this.noteSent(target, id, call.body);
  }

  private noteSent(side: Side, id: string, body: string): void {
    const key = `${side} ${id}`;
    const counts = this.sent.get(key) ?? new Map<BookComment, number>();
    this.sent.set(key, counts);
    for (const comment of this.originalsOf(side, wordsOf(body))) {
      counts.set(comment, (counts.get(comment) ?? 0) + 1);
    }
  }

  private look(side: Side, id: string): void {
    const counts = this.sent.get(`${side} ${id}`) ?? new Map<BookComment, number>();
    if (![...counts.values()].some((times) => times > 1)) return;
    const seen = side === 'jira' ? seeJira(this.world, id) : seeRedmine(this.world, id);
    const shown = (seen?.comments ?? []).map(({ text }) => this.originalsOf(side, text.split(' ')));
    for (const comment of counts.keys()) {
      const copies = shown.filter((originals) => originals.has(comment)).length;
      if (copies < 2) continue;
      const { issue } = comment;
      this.findings.add(
        `I3 once: ${issue.side} comment ${comment.id} of ${issue.side} ${issue.id} had ${copies} copies at once in ${side} ${id}`,
      );
    }
  }

  /** The comments across that the words were typed in, whatever these say since. */
  private originalsOf(side: Side, words: readonly string[]): ReadonlySet<BookComment> {
    const sources = words.flatMap((word) => this.world.book.whereTyped(word));
    return new Set(sources.filter(isComment).filter(({ issue }) => issue.side !== side));
  }
}
