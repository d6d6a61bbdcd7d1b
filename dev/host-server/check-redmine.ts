import { StartError } from './start-error';

const TIMEOUT_MS = 10_000;

/** @throws {StartError} where no Redmine answers there, or it does not take the key */
export async function checkRedmine(url: string, apiKey: string): Promise<void> {
  let response: Response;
  try {
    response = await fetch(`${url}/users/current.json`, {
      headers: { 'x-redmine-api-key': apiKey },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch (error) {
    throw new StartError(`no Redmine answers at ${url}`, { cause: error });
  }
  await response.arrayBuffer();
  if (response.status === 401) throw new StartError(`the Redmine at ${url} refuses the API key`);
  if (!response.ok) {
    throw new StartError(`what answers at ${url} is no Redmine with REST: ${response.status}`);
  }
}
