/**
 * A refusal of Forge storage, as `{code, message}` with a status.
 *
 * Codes are those of developer.atlassian.com/platform/forge/storage-reference/kvs-errorhandling and
 * entities-errorhandling; `KEY_CONFLICT`, `CONDITIONAL_CHECK_FAILED` and `KEY_NOT_FOUND` are what the
 * live service answers; `BAD_REQUEST` stands for a request of the wrong shape.
 */
export class KvsError extends Error {
  override readonly name = 'KvsError';
  constructor(
    readonly status: 400 | 403 | 404 | 409 | 422 | 429,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** @returns a refusal of a request whose shape is wrong */
export function badRequest(message: string): KvsError {
  return new KvsError(400, 'BAD_REQUEST', message);
}
