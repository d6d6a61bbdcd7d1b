/** The other converters in this field, each behind the same two functions. */

import type { LooseNode } from './judge/adf-to-html';
import {
  importPeerPackage,
  isPeerInstalled,
  peerVersion,
  requirePeerPackage,
} from './judge/peer-package';
import { quietly } from './quietly';

export interface Peer {
  readonly name: string;
  /** Absent packages are columns that say so. */
  readonly isInstalled: boolean;
  readonly toAdf?: (markdown: string) => LooseNode;
  readonly toMarkdown?: (doc: LooseNode) => string;
  readonly textileToHtml?: (textile: string) => string;
}

type Load = () => Promise<Omit<Peer, 'name' | 'isInstalled'>>;

const LOADERS: Readonly<Record<string, Load>> = {
  marklassian: async () => {
    const { markdownToAdf } = (await importPeerPackage('marklassian', 'dist/index.js')) as {
      markdownToAdf: (markdown: string) => LooseNode;
    };
    return { toAdf: markdownToAdf };
  },
  '@atlaskit/editor-markdown-transformer': async () => {
    const { MarkdownTransformer } = requirePeerPackage('@atlaskit/editor-markdown-transformer') as {
      MarkdownTransformer: new (
        schema: unknown,
      ) => {
        parse(markdown: string): { toJSON(): LooseNode };
      };
    };
    const { defaultSchema } = requirePeerPackage('@atlaskit/adf-schema', 'schema-default') as {
      defaultSchema: unknown;
    };
    const transformer = new MarkdownTransformer(defaultSchema);
    return { toAdf: (markdown) => withoutNulls(transformer.parse(markdown).toJSON()) };
  },
  'mdast-util-from-adf': async () => {
    const { fromADF } = (await importPeerPackage('mdast-util-from-adf', 'dist/index.js')) as {
      fromADF: (doc: LooseNode) => unknown;
    };
    const { toMarkdown } = (await importPeerPackage('mdast-util-to-markdown', 'index.js')) as {
      toMarkdown: (tree: unknown, options: object) => string;
    };
    const { gfmToMarkdown } = (await importPeerPackage('mdast-util-gfm', 'index.js')) as {
      gfmToMarkdown: () => unknown;
    };
    return {
      toMarkdown: (doc) => toMarkdown(fromADF(doc), { extensions: [gfmToMarkdown()] }),
    };
  },
  'adf-to-md': async () => {
    const { convert } = requirePeerPackage('adf-to-md') as {
      convert: (doc: LooseNode) => { result: string };
    };
    return { toMarkdown: (doc) => quietly(() => convert(doc).result) };
  },
  'textile-js': async () => {
    const textile = requirePeerPackage('textile-js') as (source: string) => string;
    return { textileToHtml: textile };
  },
};

/** The editor's own JSON transformer drops attributes that are null. */
function withoutNulls(doc: LooseNode): LooseNode {
  const clean = JSON.parse(
    JSON.stringify({ version: 1, ...doc }, (_, value) => (value === null ? undefined : value)),
  ) as LooseNode;
  return clean;
}

export async function loadPeers(): Promise<readonly Peer[]> {
  const peers: Peer[] = [];
  for (const [name, load] of Object.entries(LOADERS)) {
    const isInstalled = isPeerInstalled(name);
    const label = isInstalled
      ? `${name.replace('editor-markdown-transformer', 'md')} ${peerVersion(name)}`
      : name;
    peers.push({ name: label, isInstalled, ...(isInstalled ? await load() : {}) });
  }
  return peers;
}
