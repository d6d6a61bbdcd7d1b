/** Reads from `manifest.yml` which pages the app has and where their front ends start. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';

const page = z.object({
  key: z.string(),
  resource: z.string(),
  title: z.string(),
  icon: z.string().optional(),
  render: z.literal('native'),
  useAsConfig: z.boolean().default(false),
});

const manifestSchema = z.object({
  modules: z.object({
    'jira:adminPage': z.array(page).min(1),
    'jira:issuePanel': z.array(page).min(1),
  }),
  resources: z.array(z.object({ key: z.string(), path: z.string() })),
  permissions: z.object({ scopes: z.array(z.string()), external: z.unknown().optional() }),
});

export interface PageModule {
  readonly key: string;
  readonly type: 'jira:adminPage' | 'jira:issuePanel';
  readonly title: string;
  /** The resource whose path is the front end's entry point. */
  readonly resource: string;
  /** A file below the project's root, where the icon is one of the app's own. */
  readonly iconPath: string | null;
}

export interface ManifestPages {
  readonly adminPage: PageModule;
  readonly issuePanel: PageModule;
  /** Entry points by resource. */
  readonly entryPoints: Readonly<Record<string, string>>;
  readonly permissions: { readonly scopes: readonly string[]; readonly external?: unknown };
}

/** @throws where the manifest has no such pages, or a page's resource is not there. */
export async function readManifestPages(projectRoot: string): Promise<ManifestPages> {
  const text = await readFile(join(projectRoot, 'manifest.yml'), 'utf8');
  const { modules, resources, permissions } = manifestSchema.parse(parseYaml(text));
  const paths = new Map(resources.map(({ key, path }) => [key, path]));
  const toModule = (type: PageModule['type']): PageModule => {
    const found = modules[type].find((candidate) => !candidate.useAsConfig);
    if (found === undefined) throw new Error(`manifest.yml: no ${type} beside the Configure page`);
    const { key, title, resource } = found;
    return { key, type, title, resource, iconPath: findIcon(found.icon, paths) };
  };
  const adminPage = toModule('jira:adminPage');
  const issuePanel = toModule('jira:issuePanel');
  const entryPoints = [adminPage, issuePanel].map(({ resource }) => {
    const path = paths.get(resource);
    if (path === undefined) throw new Error(`manifest.yml: resource ${resource} is not declared`);
    return [resource, path];
  });
  return { adminPage, issuePanel, entryPoints: Object.fromEntries(entryPoints), permissions };
}

/** `resource:icons;redmine-sync.svg` is a file in the resource's folder. */
function findIcon(icon: string | undefined, paths: ReadonlyMap<string, string>): string | null {
  const [, resource, file] = /^resource:([^;]+);(.+)$/.exec(icon ?? '') ?? [];
  const folder = resource === undefined ? undefined : paths.get(resource);
  return folder === undefined || file === undefined ? null : join(folder, file);
}
