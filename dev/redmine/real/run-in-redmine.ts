import { appDirOf, RAILS_ENVIRONMENT } from './instance';
import { runProgram } from './run-program';

/**
 * Runs a Ruby script inside a real Redmine, with its models: what takes too many requests otherwise.
 *
 * @param dataDir the instance's; it may be running meanwhile
 * @param input fed to the script's standard input
 * @returns what the script printed
 * @throws Error with the end of its output where it fails
 */
export function runInRedmine(dataDir: string, script: string, input: string): Promise<string> {
  return runProgram('bundle', ['exec', 'rails', 'runner', script], {
    cwd: appDirOf(dataDir),
    env: RAILS_ENVIRONMENT(),
    input,
  });
}
