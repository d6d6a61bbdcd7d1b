/** Page tokens, which say nothing to a client. */
import { refusal } from './http/jira-error';

/** @throws JiraError 400 where the token is none of ours. */
export function readCursor(token: string | undefined): number {
  const value = token === undefined ? 0 : readToken(token);
  if (typeof value !== 'number') throw invalidToken();
  return value;
}

export function writeCursor(offset: number): string {
  return writeToken(offset);
}

export function writeToken(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** @throws JiraError 400 where the token is none of ours. */
export function readToken(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token, 'base64url').toString()) as unknown;
  } catch (cause) {
    throw invalidToken(cause);
  }
}

export function invalidToken(cause?: unknown): Error {
  const error = refusal(400, 'The provided next page token is invalid or expired.');
  error.cause = cause;
  return error;
}
