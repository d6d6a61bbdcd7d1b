/** Files of Jira issues, as people attach them. */
import { type InProcessWorld, JIRA_URL } from './open-in-process-world';

/** A picture with a text as its content. */
export function attach(
  { jira }: InProcessWorld,
  key: string,
  filename: string,
  text: string,
): void {
  const bytes = new TextEncoder().encode(text);
  const file = { filename, mimeType: 'image/png', bytes };
  jira.ask(jira.accounts.ada, 'POST', `/rest/api/3/issue/${key}/attachments`, undefined, [file]);
}

/** The description shows its first file, by the id that stands in the address of its content. */
export async function showInText(world: InProcessWorld, key: string): Promise<void> {
  const { jira } = world;
  const { body } = await world.asJira('ada', 'GET', `/issue/${key}`);
  const [{ id }] = body.fields.attachment;
  const request = new Request(`${JIRA_URL}/rest/api/3/attachment/content/${id}`);
  const caller = { kind: 'user', accountId: jira.accounts.ada } as const;
  const { headers } = await jira.handle(request, caller);
  const mediaId = /[0-9a-f-]{36}/.exec(headers.get('location') ?? '')?.[0];
  const picture = { type: 'mediaInline', attrs: { type: 'file', id: mediaId, collection: '' } };
  const content = [{ type: 'paragraph', content: [picture] }];
  const edited = await world.asJira('ada', 'PUT', `/issue/${key}`, {
    fields: { description: { type: 'doc', version: 1, content } },
  });
  if (edited.status !== 204) throw new Error(JSON.stringify(edited.body));
}
