/** How the one mapping of a world is configured, by chance. */

import { drawFamilies, type FamilyName } from '../families';
import { type Chance, createChanceAt } from '../random';
import { type CoreField, type Direction, FIELDS, type Policy, type Remap } from './steps';

export interface MappingChoice {
  readonly policy: Policy;
  readonly mergesDescription: boolean;
  readonly directions: Readonly<Record<CoreField, Direction>>;
  readonly comments: Direction;
  readonly create: { readonly jira: boolean; readonly redmine: boolean };
  readonly hasHighPriorityRow: boolean;
}

export interface WorldChoice {
  readonly seed: number;
  /** What people do beyond the fields and comments of every world. */
  readonly families: readonly FamilyName[];
  readonly textFormat: 'textile' | 'markdown';
  readonly mapping: MappingChoice;
  readonly hasWebhook: boolean;
  readonly searchLagSeconds: number;
  /** How far the trackers' clocks are ahead of ours. */
  readonly jiraSkewMs: number;
  readonly redmineSkewMs: number;
  /** How much goes wrong: 0 is nothing, and every bell comes once and at once. */
  readonly trouble: number;
  /** Whether an admin decides every conflict in the end. */
  readonly decidesAll: boolean;
}

const POLICIES: readonly Policy[] = ['manual', 'manual', 'jira', 'redmine', 'newest', 'halt'];
const DIRECTIONS: readonly Direction[] = ['both', 'both', 'both', 'both', 'toJira', 'toRedmine'];
/** Always both ways: nobody maps the type or the status of an issue one way and edits it the other. */
const BOTH_WAYS: ReadonlySet<CoreField> = new Set(['status', 'issuetype']);

export function chooseWorld(seed: number): WorldChoice {
  const chance = createChanceAt(seed, 0);
  const families = drawFamilies(seed);
  return {
    seed,
    families,
    textFormat: chance.pick(['textile', 'markdown']),
    mapping: {
      policy: chance.pick(POLICIES),
      mergesDescription: chance.happens(0.5),
      directions: Object.fromEntries(
        FIELDS.map((field) => [field, BOTH_WAYS.has(field) ? 'both' : chance.pick(DIRECTIONS)]),
      ) as Record<CoreField, Direction>,
      comments: chance.pickWeighted([
        [8, 'both'],
        [1, 'toJira'],
        [1, 'toRedmine'],
      ]),
      create: chance.pickWeighted([
        [8, { jira: true, redmine: true }],
        [1, { jira: true, redmine: false }],
        [1, { jira: false, redmine: true }],
      ]),
      hasHighPriorityRow: true,
    },
    hasWebhook: chance.happens(0.7),
    searchLagSeconds: chance.pick([0, 2, 30, 120]),
    jiraSkewMs: chooseSkewMs(chance),
    redmineSkewMs: Math.round(
      chooseSkewMs(chance) / (families.includes('plugin') ? PLUGIN_SHARE : 1),
    ),
    trouble: chance.pickWeighted([
      [15, 0],
      [35, 0.5],
      [35, 1],
      [15, 2],
    ]),
    decidesAll: chance.happens(0.5),
  };
}

/** Whose clock is off by more than five minutes is not heard: the plugin's bells say when they were signed. */
const PLUGIN_SHARE = 13;

/** Minutes in most worlds, an hour in some: people edit that far apart while something is down. */
function chooseSkewMs(chance: Chance): number {
  const share = chance.between(-60, 60);
  return share * Math.abs(share) * 1000;
}

export function applyRemap(mapping: MappingChoice, change: Remap): MappingChoice {
  switch (change.what) {
    case 'policy':
      return { ...mapping, policy: change.policy };
    case 'direction':
      return {
        ...mapping,
        directions: { ...mapping.directions, [change.field]: change.direction },
      };
    case 'priority-row':
      return { ...mapping, hasHighPriorityRow: !mapping.hasHighPriorityRow };
    default:
      return change satisfies never;
  }
}
