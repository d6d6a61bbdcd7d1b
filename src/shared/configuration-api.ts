/** The configuration: its import, its versions, its tables and what they mean for pairs. */
import * as z from 'zod';
import type { ConfigurationChange } from '../core/configuration/describe-changes';
import type { ExistingNote } from '../core/configuration/note-existing-pairs';
import { none } from './answer';
import type { Configuration, ConfigurationMistake } from './configuration';

export const configurationRequests = {
  importConfiguration: z.object({ document: z.unknown() }),
  /** What an import would change, or every mistake; changes nothing. */
  previewImport: z.object({ document: z.unknown() }),
  exportConfiguration: none,
  listVersions: none,
  /** An earlier configuration, to be previewed and imported like any other. */
  findVersion: z.object({ version: z.number().int().positive() }),
  exportTable: z.object({ mappingId: z.string(), table: z.enum(['fields', 'values']) }),
  /** The configuration with the rows of these files; it is not imported by this. */
  readTables: z.object({
    mappingId: z.string(),
    fields: z.string().optional(),
    values: z.string().optional(),
  }),
  /** What rules that came later would write to existing pairs, a few pairs at a time. */
  previewPairs: z.object({
    mappingId: z.string(),
    seed: z.enum(['jira', 'remote']),
    cursor: z.string().optional(),
  }),
  /** Writes what the preview showed, in the background. */
  applyToPairs: z.object({ mappingId: z.string(), seed: z.enum(['jira', 'remote']) }),
  suggestRows: z.object({
    connectionId: z.string(),
    jiraProject: z.string(),
    redmineProject: z.string(),
    table: z.union([
      z.enum(['fields', 'issueTypes', 'statuses', 'priorities', 'users']),
      /** The values of two fields, by key or name. */
      z.object({ jira: z.string(), redmine: z.string() }),
    ]),
  }),
} as const;

export interface ConfigurationAnswers {
  readonly importConfiguration:
    | { readonly imported: true; readonly mappings: number }
    | { readonly imported: false; readonly mistakes: readonly ConfigurationMistake[] };
  readonly previewImport:
    | {
        readonly valid: true;
        /** The rest is counted only. */
        readonly changes: readonly ConfigurationChange[];
        readonly moreChanges: number;
        /** What it means for pairs that exist; nothing is written to them by an import. */
        readonly existing: readonly {
          readonly mappingId: string;
          readonly notes: readonly ExistingNote[];
        }[];
      }
    | { readonly valid: false; readonly mistakes: readonly ConfigurationMistake[] };
  readonly exportConfiguration: { readonly document: Configuration };
  /** Newest first. */
  readonly listVersions: {
    readonly versions: readonly {
      readonly version: number;
      readonly atMs: number;
      readonly changes: number;
    }[];
  };
  readonly findVersion: { readonly document: Configuration };
  readonly exportTable: { readonly text: string };
  readonly readTables:
    | { readonly read: true; readonly document: Configuration }
    | { readonly read: false; readonly mistakes: readonly ConfigurationMistake[] };
  readonly previewPairs: PairsPreview;
  readonly applyToPairs: null;
  readonly suggestRows: SuggestionsView;
}

export interface PairsPreview {
  /** Only pairs with something to tell. */
  readonly pairs: readonly {
    readonly linkId: string;
    readonly jiraKey: string;
    readonly remoteKey: string;
    /** Why it is not covered any more, or cannot be read; `null`: it runs. */
    readonly obstacle: string | null;
    readonly writes: readonly {
      readonly field: string;
      readonly side: 'jira' | 'remote';
      /** Readable, shortened; `null`: empty. */
      readonly from: string | null;
      readonly to: string | null;
    }[];
  }[];
  /** Pairs that were looked at by this call. */
  readonly looked: number;
  readonly cursor: string | null;
}

export interface SuggestionsView {
  /** As a configuration names them. */
  readonly rows: readonly {
    readonly jira: string;
    readonly redmine: string;
    readonly why: 'same' | 'known' | 'close' | 'email' | 'login';
  }[];
  /** What is left without a counterpart, at most 500 each. */
  readonly leftInJira: readonly string[];
  readonly leftInRedmine: readonly string[];
}
