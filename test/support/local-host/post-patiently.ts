import { request } from 'node:http';

/**
 * POSTs JSON and waits for the answer however long it takes: `fetch` gives up after five minutes, and
 * the host answers some calls once all that they began has ended.
 * @returns the parsed answer, also of a host that waited no longer itself (504)
 * @throws Error where the status is another than 200
 */
export function postPatiently(url: string, body: unknown): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' };
    const sent = request(url, { method: 'POST', headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        text += part;
      });
      response.on('error', reject);
      response.on('end', () => {
        if (response.statusCode === 200 || response.statusCode === 504) resolve(JSON.parse(text));
        else reject(new Error(`POST ${url}: ${response.statusCode} ${text}`));
      });
    });
    sent.on('error', reject);
    sent.end(JSON.stringify(body));
  });
}
