/** A Redmine that answers so to requests of a kind while it is told to. */
export function refuse(method: string, status: number) {
  const switched = { on: false };
  return {
    switched,
    elsewhere: (request: Request) =>
      switched.on && request.method === method
        ? Promise.resolve(new Response(null, { status }))
        : undefined,
  };
}
