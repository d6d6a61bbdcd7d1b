import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createOpenApiCheck, withOpenApiCheck } from '../../../../dev/jira/openapi/check';

const folder = mkdtempSync(join(tmpdir(), 'openapi-'));
const documentPath = join(folder, 'document.json');

writeFileSync(
  documentPath,
  JSON.stringify({
    openapi: '3.0.1',
    info: { title: 'A part of an API', version: '1' },
    paths: {
      '/rest/api/3/thing/{id}': {
        put: {
          operationId: 'putThing',
          parameters: [
            { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
            { name: 'fields', in: 'query', schema: { type: 'array', items: { type: 'string' } } },
          ],
          requestBody: {
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  additionalProperties: false,
                  properties: { name: { type: 'string' } },
                },
              },
            },
          },
          responses: {
            200: {
              description: 'done',
              content: {
                'application/json': {
                  schema: {
                    type: 'object',
                    additionalProperties: false,
                    properties: {
                      id: { type: 'string' },
                      created: { type: 'string', format: 'date-time' },
                      self: { type: 'string', format: 'uri' },
                    },
                  },
                },
              },
            },
          },
        },
      },
    },
  }),
);

afterAll(() => rmSync(folder, { recursive: true }));

/** What the check says of one exchange. */
async function judge(requestBody: unknown, answer: unknown, status = 200, sentByApp = false) {
  const found: string[] = [];
  const check = await createOpenApiCheck(documentPath, ({ kind, errors }) => {
    found.push(...errors.map((error) => `${kind}: ${error.split(' {')[0]?.trim()}`));
  });
  const handler = withOpenApiCheck(check, async () => Response.json(answer, { status }), sentByApp);
  await handler(
    new Request('http://jira.test/rest/api/3/thing/1?fields=a,b', {
      method: 'PUT',
      body: JSON.stringify(requestBody),
      headers: { 'content-type': 'application/json' },
    }),
  );
  return found;
}

describe('the check against an OpenAPI document', () => {
  it('finds wrong members of requests and answers', async () => {
    expect(await judge({ title: 'x' }, { id: 1, extra: true })).toEqual([
      'request: /requestBody must NOT have additional properties',
      'response:  must NOT have additional properties'.replace('  ', ' '),
      'response: /id must be string',
    ]);
  });

  it('finds times and addresses that are none', async () => {
    expect(await judge({ name: 'x' }, { created: 'today', self: 'nowhere' })).toEqual([
      'response: /created must match format "date-time"',
      'response: /self must match format "uri"',
    ]);
  });

  it("knows Jira's offsets without a colon and the members that real answers have besides", async () => {
    expect(
      await judge(
        { name: 'x' },
        { created: '2026-10-05T05:00:00.000-0700', untranslatedName: 'x' },
      ),
    ).toEqual([]);
  });

  it('finds a status that is not documented', async () => {
    expect(await judge({ name: 'x' }, {}, 201)).toEqual([
      'response: the status 201 is not documented',
    ]);
  });

  it('forgives a wrong request that was refused, unless the app sent it', async () => {
    expect([
      await judge({ title: 'x' }, {}, 400),
      await judge({ title: 'x' }, {}, 400, true),
    ]).toEqual([[], ['request: /requestBody must NOT have additional properties']]);
  });

  it('finds a call of the app that no document describes', async () => {
    const found: unknown[] = [];
    const check = await createOpenApiCheck(documentPath, ({ errors }) => found.push(...errors));
    const handler = (sentByApp: boolean) =>
      withOpenApiCheck(check, async () => Response.json({}), sentByApp);
    for (const sentByApp of [true, false]) {
      await handler(sentByApp)(new Request('http://jira.test/rest/api/3/secret'));
    }
    expect(found).toEqual(['is not documented']);
  });

  it('throws by default, so that a test fails where it happens', async () => {
    const check = await createOpenApiCheck(documentPath);
    const handler = withOpenApiCheck(check, async () => Response.json({ id: 1 }));
    const request = new Request('http://jira.test/rest/api/3/thing/1', { method: 'PUT' });
    await expect(handler(request)).rejects.toThrow(
      '[openapi] response of PUT /rest/api/3/thing/1 (200): /id must be string',
    );
    expect(check.violations).toHaveLength(1);
  });
});
