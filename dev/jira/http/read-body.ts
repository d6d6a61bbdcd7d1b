/** Reads a request's body before its handler runs, since handlers never wait. */
import type { Json } from '../json';
import type { UploadedFile } from './call';
import { JiraError, refusal } from './jira-error';
import type { Route } from './router';

export interface RequestBody {
  readonly body: Json | undefined;
  readonly files: readonly UploadedFile[];
}

/** @throws JiraError 400, 403, 413 or 415. */
export async function readBody(
  request: Request,
  route: Route,
  maxAttachmentBytes: number,
): Promise<RequestBody> {
  if (route.body === 'multipart') {
    return { body: undefined, files: await readFiles(request, maxAttachmentBytes) };
  }
  const text = request.method === 'GET' || request.method === 'DELETE' ? '' : await request.text();
  if (text === '') return { body: undefined, files: [] };
  if (!(request.headers.get('content-type') ?? '').includes('application/json')) {
    throw new JiraError(415, {
      errorMessages: ['The Content-Type of the request must be application/json.'],
      errors: {},
    });
  }
  try {
    return { body: JSON.parse(text) as Json, files: [] };
  } catch (cause) {
    const error = refusal(
      400,
      'There was an error parsing JSON. Check that your request body is valid.',
    );
    error.cause = cause;
    throw error;
  }
}

async function readFiles(
  request: Request,
  maxAttachmentBytes: number,
): Promise<readonly UploadedFile[]> {
  if (request.headers.get('x-atlassian-token') !== 'no-check') {
    throw refusal(403, 'XSRF check failed');
  }
  if (!(request.headers.get('content-type') ?? '').startsWith('multipart/form-data')) {
    throw new JiraError(415, { errorMessages: ['Unsupported Media Type'], errors: {} });
  }
  const form = await request.formData();
  const parts = form.getAll('file').filter((part): part is File => typeof part !== 'string');
  return Promise.all(
    parts.map(async (part) => {
      if (part.size > maxAttachmentBytes) {
        throw refusal(
          413,
          `The attachment '${part.name}' is larger than ${maxAttachmentBytes} bytes.`,
        );
      }
      return {
        filename: part.name,
        mimeType: part.type === '' ? 'application/octet-stream' : part.type,
        bytes: new Uint8Array(await part.arrayBuffer()),
      };
    }),
  );
}
