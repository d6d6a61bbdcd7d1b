/** The double's handler; with JIRA_OPENAPI set, each exchange of the app is held to the document. */
import { createOpenApiCheck, withOpenApiCheck } from '../../../dev/jira/openapi/check';

type Handler = (request: Request) => Promise<Response>;

export async function checkedHandler(handler: Handler): Promise<Handler> {
  const documentPath = process.env.JIRA_OPENAPI;
  if (!documentPath) return handler;
  return withOpenApiCheck(await createOpenApiCheck(documentPath), handler, true);
}
