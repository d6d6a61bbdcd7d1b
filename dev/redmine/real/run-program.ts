import { spawn } from 'node:child_process';

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Fed to its standard input. */
  readonly input?: string;
}

/**
 * Runs a program to its end.
 * @returns its standard output
 * @throws Error with the end of its output if it fails
 */
export async function runProgram(
  program: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      // A pipe that nobody reads breaks where the program ends first.
      stdio: [options.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    });
    let output = '';
    let errors = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      errors += text;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) return resolve(output);
      const told = `${output}\n${errors}`.trim().split('\n').slice(-15).join('\n');
      reject(new Error(`${program} ${args.slice(0, 3).join(' ')}: exit status ${code}\n${told}`));
    });
    child.stdin?.on('error', reject).end(options.input);
  });
}
