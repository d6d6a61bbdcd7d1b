/**
 * Classic bugs of syncs, each as exact pieces of source to be replaced when the app is bundled. Never
 * in `src` itself; where a piece is not there any more, building fails and says so.
 */
import type { Mutation } from './build';

export const MUTATIONS: readonly Mutation[] = [
  {
    name: 'the base is saved before the write',
    edits: [
      {
        file: 'src/sync/link/link-session.ts',
        snippet: `    const applied = await this.apply(announced);`,
        replacement: `    const early = structuredClone(announced.link) as any;
    for (const { field, side, value } of plan.fieldWrites) {
      const across = side === 'jira' ? 'remote' : 'jira';
      early.sides[side].fields[field] = toBaseValue(value);
      early.sides[across].fields[field] = toBaseValue(before[across].fields[field] ?? null);
    }
    const kept = await this.ports.store.saveLink({ link: early, audit: [] });
    if (!kept) throw new LostRaceError(draft.link.id, []);
    (announced.link as any).version = kept.version;
    (announced.link as any).trail = kept.trail;
    const applied = await this.apply(announced);`,
      },
      {
        file: 'src/sync/link/link-session.ts',
        snippet: `import { type Applied, applyPlan, isUnknown } from './apply-plan';`,
        replacement: `import { toBaseValue } from '../../core/digest';\nimport { LostRaceError } from './lost-race';\nimport { type Applied, applyPlan, isUnknown } from './apply-plan';`,
      },
    ],
  },
  {
    name: 'a creation claims nothing',
    edits: [
      {
        file: 'src/forge/claim-store.ts',
        snippet: `await setOnce(keyOf(claim), claim)`,
        replacement: `await kvs.set(keyOf(claim), claim).then(() => true)`,
      },
    ],
  },
  {
    name: 'the marker is not looked for',
    edits: [
      {
        file: 'src/sync/twins/create-twin.ts',
        snippet: `await target.findByMarker(formatMarker(claim.claim), claim.claim.watermark)`,
        replacement: 'null',
      },
    ],
  },
  {
    name: 'a create that was given up is tried again at once',
    edits: [
      {
        file: 'src/sync/twins/create-twin.ts',
        snippet: `waitMs <= 0 && (await ports.store.retryClaim(claim, nowMs))`,
        replacement: `(await ports.store.retryClaim(claim, nowMs))`,
      },
    ],
  },
  {
    name: 'an echo is not recognised',
    edits: [
      {
        file: 'src/core/is-heard.ts',
        snippet: `  if (bell.entryId !== null) return bell.entryId <= base.lastEntryId;`,
        replacement: '  if (bell.entryId !== null) return false;',
      },
    ],
  },
  {
    name: 'the private flag is dropped',
    edits: [
      {
        file: 'src/redmine/translate.ts',
        snippet: 'restricted: journal.private_notes === true',
        replacement: 'restricted: false',
      },
    ],
  },
  {
    // Nothing knows how far either is off: not who was newest, nor whose entry came of which value.
    name: 'clocks are compared uncorrected',
    edits: [
      {
        file: 'src/jira/translate.ts',
        snippet: 'clockOffsetMs: answer.clockOffsetMs',
        replacement: 'clockOffsetMs: 0',
      },
      {
        file: 'src/redmine/translate.ts',
        snippet: 'clockOffsetMs: answer.clockOffsetMs',
        replacement: 'clockOffsetMs: 0',
      },
    ],
  },
  {
    name: 'a 204 is believed',
    edits: [
      {
        file: 'src/core/settle.ts',
        snippet: `const taken = shown === toBaseValue(value) || isGrown || (!refusal && trail.own !== null);`,
        replacement: 'const taken = !refusal;',
      },
    ],
  },
  {
    name: 'our own write is known by its author',
    edits: [
      {
        file: 'src/redmine/tracker.ts',
        snippet: `(isOwnAuthor(personId) ? 'maybe-ours' : 'not-ours')`,
        replacement: `(isOwnAuthor(personId) ? 'ours' : 'not-ours')`,
      },
    ],
  },
  {
    name: "Jira's 404 is taken for a deletion",
    edits: [
      {
        file: 'src/jira/tracker.ts',
        snippet: `if (answer.status === 404) return { kind: 'hidden' };`,
        replacement: `if (answer.status === 404) return { kind: 'gone' };`,
      },
    ],
  },
  {
    // The same run plans once more with the histories, which would find the edit that came after.
    name: 'the base is taken from the read-back',
    edits: [
      {
        file: 'src/core/history/account-own-writes.ts',
        snippet: `  const here =
    trail.changedAfter || isPlain
      ? historyValue(histories, side, to)
      : toBaseValue(fieldOf(snapshots[side], row));`,
        replacement: '  const here = toBaseValue(fieldOf(snapshots[side], row));',
      },
      {
        file: 'src/core/settle.ts',
        snippet: `const target = isSentOnly ? toBaseValue(value) : shown;`,
        replacement: 'const target = shown;',
      },
    ],
  },
  {
    name: 'a comment is posted without an intent',
    edits: [
      {
        file: 'src/sync/link/link-draft.ts',
        snippet: `const intents = intentsOf(writes, known, nowMs);
    if (intents.length === 0) return;`,
        replacement: `const intents = intentsOf(writes, known, nowMs);
    if (intents.length >= 0) return;`,
      },
    ],
  },
  {
    name: 'nobody witnesses a lost update',
    edits: [
      {
        file: 'src/core/history/find-overwritten.ts',
        snippet: `    overwritten: before
      ? { value: before.change.to, author: before.entry.author, atMs: before.entry.atMs }
      : null,`,
        replacement: '    overwritten: null,',
      },
    ],
  },
  {
    name: 'a link is saved whatever its version',
    edits: [
      {
        file: 'src/forge/link-store.ts',
        snippet: `expected === 0 ? FilterConditions.notExists() : FilterConditions.equalTo(expected)`,
        replacement: `expected === 0 ? FilterConditions.notExists() : FilterConditions.exists()`,
      },
    ],
  },
  {
    name: 'a private issue gets a twin',
    edits: [
      {
        file: 'src/sync/twins/create-twin.ts',
        snippet: `if (source.restricted && !findPrivacyRow(mapping)) return 'the issue is private';`,
        replacement: '',
      },
      {
        file: 'src/sync/twins/create-twin.ts',
        snippet: `source.restricted ? bornPrivate(known.mapping, source, twin.fields) : twin.fields`,
        replacement: 'twin.fields',
      },
    ],
  },
  {
    name: 'the twin of a private issue is born with its words',
    edits: [
      {
        file: 'src/sync/twins/create-twin.ts',
        snippet: `bornPrivate(known.mapping, source, twin.fields)`,
        replacement: 'twin.fields',
      },
    ],
  },
  {
    name: 'an issue stays open whose twin turned private',
    edits: [
      {
        file: 'src/core/privacy.ts',
        snippet: `  if (!row || !side) return null;`,
        replacement:
          '  if (!row || !side || !isPrivate(link.sides[side].fields[row.field])) return null;',
      },
    ],
  },
  {
    name: 'what cannot be seen any more counts as deleted',
    edits: [
      {
        file: 'src/sync/link/sync-link.ts',
        snippet: `isKnown || read.side === deletedSide ? { ...read, how: 'gone' } : read`,
        replacement: `isKnown || read.side !== deletedSide ? { ...read, how: 'gone' } : read`,
      },
    ],
  },
  {
    name: 'the note over a deleted twin is posted without a look',
    edits: [
      {
        file: 'src/core/plan-deletion.ts',
        snippet: 'note: isThere ? null : note,',
        replacement: 'note: isThere ? note : note,',
      },
    ],
  },
  {
    name: 'an issue that was moved away is written on',
    edits: [
      {
        file: 'src/core/scope.ts',
        snippet: `  const moved = SIDES.find((side) => snapshots[side].projectId !== mapping[side].projectId);`,
        replacement: '  const moved = undefined as Side | undefined;',
      },
    ],
  },
  {
    name: 'the brake is never pulled',
    edits: [
      {
        file: 'src/core/failing/brake.ts',
        snippet: 'if (deletions > MAX_DELETIONS) return true;',
        replacement: 'if (deletions > 0) return false;',
      },
    ],
  },
  {
    name: 'a line of the trail is not chained to the one before',
    edits: [
      {
        file: 'src/core/audit/audit-chain.ts',
        snippet: '    digest = digestEntry(next);',
        replacement: '    digest = seq(next) ? digest : digestEntry(next);',
      },
      {
        file: 'src/core/audit/audit-chain.ts',
        snippet: '/** 128 bits of SHA-256 over',
        replacement:
          "const seq = ({ entry }: ChainedEntry) => entry.kind === 'field-written';\n\n/** 128 bits of SHA-256 over",
      },
    ],
  },
];
