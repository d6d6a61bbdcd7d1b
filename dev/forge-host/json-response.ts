/** @returns an answer of the platform with a JSON body that is already text */
export function respondJson(status: number, json: string): Response {
  return new Response(json, { status, headers: JSON_HEADERS });
}

/** @returns an answer of the platform without a body */
export function respondEmpty(status: number): Response {
  return new Response(null, { status });
}

const JSON_HEADERS = { 'content-type': 'application/json' };
