import { readdirSync } from 'node:fs';

const SPECIFICATIONS = '/usr/share/rubygems-integration/all/specifications';

/**
 * The version of Debian's own Bundler; `undefined` where there is none. Only that one knows that
 * Debian's gems have no directory of their own (its patch of `deleted_gem?` in
 * `bundler/rubygems_ext.rb`). The one that comes with Ruby since 3.1.7-1~deb12u2 is newer, so it is
 * what `bundle` runs unless told otherwise, and it takes those gems for deleted.
 */
export function findDebianBundler(directory = SPECIFICATIONS): string | undefined {
  const files = listFiles(directory);
  return files
    .map((file) => /^bundler-([\d.]+)\.gemspec$/.exec(file)?.[1])
    .find((version) => version !== undefined);
}

function listFiles(directory: string): readonly string[] {
  try {
    return readdirSync(directory);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
