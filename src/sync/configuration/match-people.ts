/** The same people on both sides: as the configuration says, and by their addresses. */
import type { CompileInput } from '../../core/configuration/compile-configuration';
import type { Configuration, ConfigurationMistake } from '../../core/configuration/configuration';
import type { PersonRow } from '../../core/mapping';
import type { KnownPerson } from '../../core/metadata';
import type { Person } from '../../core/model';
import type { ConnectionReaders } from './import-ports';

/** Jira is asked for each of them, and the page that waits does so for 25 seconds. */
const PEOPLE_AT_ONCE = 20;

/** The rows of `users`, each with both persons found. */
export async function matchPeople(
  configuration: Configuration,
  readers: ConnectionReaders,
  mistakes: ConfigurationMistake[],
): Promise<readonly PersonRow[]> {
  const rows: PersonRow[] = [];
  const found: (readonly [Person | null, KnownPerson | null])[] = [];
  for (let at = 0; at < configuration.users.length; at += PEOPLE_AT_ONCE) {
    const some = configuration.users.slice(at, at + PEOPLE_AT_ONCE);
    const pairs = some.map(({ jira, redmine }) =>
      Promise.all([readers.jira.findPerson(jira), readers.remote.findPerson(String(redmine))]),
    );
    found.push(...(await Promise.all(pairs)));
  }
  for (const [index, row] of configuration.users.entries()) {
    const name = String(row.redmine);
    const [jira, remote] = found[index] ?? [null, null];
    if (!jira) {
      mistakes.push({
        path: `users[${index}].jira`,
        message: unknownPerson(row.jira),
      });
    }
    if (!remote) {
      mistakes.push({
        path: `users[${index}].redmine`,
        message: `Redmine has no person "${name}" that the key may see. Valid: a login, where the key may see it, a full name or a numeric id of a member of the project.`,
      });
    }
    if (jira && remote) {
      rows.push({
        jira: jira.id,
        remote: remote.id,
        jiraName: jira.name,
        remoteName: remote.name,
        remoteLogin: remote.login ?? null,
      });
    }
  }
  return rows;
}

/** Jira is asked for each of them, with everything else of the import. */
const MAX_BY_EMAIL = 50;

/**
 * The rows by hand, and the members whose address Redmine shows and Jira knows as one person's. Jira
 * hides addresses from lists, but finds by the whole of one.
 */
export async function addByEmail(
  { matchPeople: rule }: Configuration,
  readers: ConnectionReaders,
  { remote }: CompileInput['projects'],
  byHand: readonly PersonRow[] = [],
): Promise<readonly PersonRow[]> {
  if (rule !== 'email') return byHand;
  const members = (await readers.remote.listPeople(remote.projectId)).filter(
    ({ id, email }) => email && !byHand.some((row) => row.remote === id),
  );
  const found = await Promise.all(
    members.slice(0, MAX_BY_EMAIL).map(async (member): Promise<readonly PersonRow[]> => {
      const person = await readers.jira.findPerson(member.email ?? '');
      if (!person || byHand.some((row) => row.jira === person.id)) return [];
      return [
        {
          jira: person.id,
          remote: member.id,
          jiraName: person.name,
          remoteName: member.name,
          remoteLogin: member.login ?? null,
        },
      ];
    }),
  );
  return [...byHand, ...found.flat()];
}

/** What a name that Jira does not know is answered with. */
export function unknownPerson(name: string): string {
  return `Jira has no person "${name}" that the app may see. Valid: an e-mail address, an accountId or a full name.`;
}
