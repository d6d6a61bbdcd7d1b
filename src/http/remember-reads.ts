/**
 * A client that asks each thing once: while one configuration is matched, many mappings ask for the
 * same lists, and Forge lets an app make a hundred calls a minute to one address outside.
 */
export function rememberReads<Request extends { readonly method: string }, Answer>(
  client: { send(request: Request): Promise<Answer> },
  nameOf: (request: Request) => string,
): { send(request: Request): Promise<Answer> } {
  const known = new Map<string, Promise<Answer>>();
  return {
    send(request) {
      if (request.method !== 'GET') return client.send(request);
      const name = nameOf(request);
      const answer = known.get(name) ?? client.send(request);
      known.set(name, answer);
      return answer;
    },
  };
}
