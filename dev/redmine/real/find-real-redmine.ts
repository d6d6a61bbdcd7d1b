import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { getuid } from 'node:process';

export type RealRedmineFinding =
  | { readonly kind: 'bootable' }
  | { readonly kind: 'absent'; readonly reason: string };

/**
 * Tells whether a real Redmine 5.0.4 can be booted on this machine. It looks and installs nothing.
 *
 * Debian 12 packages Redmine 5.0.4; its dependencies are installed with apt, hence root.
 */
export function findRealRedmine(): RealRedmineFinding {
  const absent = (reason: string): RealRedmineFinding => ({ kind: 'absent', reason });
  if (!existsSync('/etc/debian_version')) {
    return absent('a real Redmine is booted from the Debian package, and this is not Debian');
  }
  if (getuid?.() !== 0) {
    return absent('booting a real Redmine installs Debian packages, which needs root');
  }
  const policy = candidateVersion();
  if (policy === undefined) {
    return absent('apt knows no package redmine (apt-get update first, or a Debian without it)');
  }
  if (!policy.startsWith('5.0.')) {
    return absent(`this Debian has Redmine ${policy}; 5.0.4 comes with Debian 12 (bookworm)`);
  }
  return { kind: 'bootable' };
}

/** The version of the package redmine that apt would install. */
function candidateVersion(): string | undefined {
  try {
    const policy = execFileSync('apt-cache', ['policy', 'redmine'], { encoding: 'utf8' });
    const version = /Candidate: (\S+)/.exec(policy)?.[1];
    return version === '(none)' ? undefined : version;
  } catch (error) {
    if (isMissingProgram(error)) return undefined;
    throw error;
  }
}

const isMissingProgram = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';
