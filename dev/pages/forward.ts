/** Hands a call of the browser's on to a tracker, with the login that the browser does not have. */
export async function forward(
  request: Request,
  url: string,
  login: Readonly<Record<string, string>>,
): Promise<Response> {
  const hasBody = request.method !== 'GET' && request.method !== 'HEAD';
  const answer = await fetch(url, {
    method: request.method,
    headers: {
      accept: 'application/json',
      'content-type': request.headers.get('content-type') ?? 'application/json',
      ...login,
    },
    ...(hasBody ? { body: await request.arrayBuffer() } : {}),
  });
  return new Response(answer.status === 204 ? null : await answer.arrayBuffer(), {
    status: answer.status,
    headers: { 'content-type': answer.headers.get('content-type') ?? 'application/json' },
  });
}
