/** Answers of the doubles to people, who read more of them than any schema holds. */
export interface Reply {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: documents of two REST APIs, read by tests only
  readonly body: any;
}

/** What a person uploads, or finds when they open a file. */
export interface TypedFile {
  readonly name: string;
  readonly text: string;
}

/** @param file of an upload */
export type Ask = (method: string, path: string, body?: object, file?: TypedFile) => Reply;

export function isDone(reply: Reply): boolean {
  return reply.status >= 200 && reply.status < 300;
}

/** @throws {Error} where the answer is no success: a mistake of the simulation, not of the app */
export function getBody(reply: Reply, what: string): Reply['body'] {
  if (isDone(reply)) return reply.body;
  throw new Error(`${what}: ${reply.status} ${JSON.stringify(reply.body)}`);
}
