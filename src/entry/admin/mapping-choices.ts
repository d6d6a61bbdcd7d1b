/** Everything that a mapping of two projects can be made of, with what they seem to have in common. */

import { pageStore } from '../../app/admin';
import { listLossesOfKinds } from '../../core/configuration/list-losses-of-kinds';
import { suggestFields, suggestNamed, suggestPeople } from '../../core/configuration/suggest-rows';
import type { KnownPerson, Named, ProjectMetadata } from '../../core/metadata';
import type { Side } from '../../core/model';
import { traitsOf } from '../../core/values/field-kinds';
import type { AdminAnswers, Choice, SideChoices } from '../../shared/api';
import { readProjects } from './suggestions';

/** More people than this are named by hand; an answer has to stay below 200 KB. */
const MAX_PEOPLE = 400;
const MAX_CHOICES = 400;

export async function getMappingChoices(request: {
  readonly connectionId: string;
  readonly jiraProject: string;
  readonly redmineProject: string;
}): Promise<AdminAnswers['getMappingChoices']> {
  const { readers, projects } = await readProjects(request);
  const { jira, remote } = projects;
  const [jiraPeople, remotePeople, aliases] = await Promise.all([
    readers.jira.listPeople(jira.projectId),
    readers.remote.listPeople(remote.projectId),
    readAliases(request.connectionId),
  ]);
  return {
    jira: choicesOf(jira, jiraPeople, ({ email, id }) => email ?? id, aliases.jira),
    redmine: choicesOf(remote, remotePeople, ({ id }) => id, aliases.remote),
    suggested: {
      fields: suggestFields(projects).rows,
      issueTypes: suggestNamed(jira.issueTypes, remote.issueTypes).rows,
      statuses: suggestNamed(jira.statuses, remote.statuses).rows,
      priorities: suggestNamed(jira.priorities, remote.priorities).rows,
      users: suggestPeople(jiraPeople, remotePeople).rows,
    },
    losses: listLossesOfKinds(jira.fields, remote.fields),
  };
}

function choicesOf(
  { fields, issueTypes, statuses, priorities }: ProjectMetadata,
  people: readonly KnownPerson[],
  nameInDocument: (person: KnownPerson) => string,
  aliases: Aliases,
): SideChoices {
  return {
    fields: fields.slice(0, MAX_CHOICES).map(({ key, name, kind, options }) => ({
      value: key,
      label: name,
      kind,
      hasValues: options !== undefined && traitsOf(kind).shape === 'choice',
    })),
    issueTypes: byName(issueTypes),
    statuses: byName(statuses),
    priorities: byName(priorities),
    users: people.slice(0, MAX_PEOPLE).map((person) => ({
      value: nameInDocument(person),
      label: person.name,
      aliases: aliases.get(person.id) ?? [],
    })),
  };
}

function byName(known: readonly Named[]): readonly Choice[] {
  return known.slice(0, MAX_CHOICES).map(({ name }) => ({ value: name, label: name }));
}

/** What the configuration calls people, by their ids. */
type Aliases = ReadonlyMap<string, readonly string[]>;

/** Jira hides addresses, so who is meant by one is known from the last import. */
async function readAliases(connectionId: string): Promise<Readonly<Record<Side, Aliases>>> {
  const [document, mappings] = await Promise.all([
    pageStore.findConfiguration(),
    pageStore.mappingStore.listMappings(),
  ]);
  // Matched people stand in the order of the table.
  const people = mappings.find((mapping) => mapping.connectionId === connectionId)?.people ?? [];
  const rows = (document?.users ?? []).flatMap((user, index) => {
    const person = people[index];
    return person ? [{ user, person }] : [];
  });
  return {
    jira: new Map(rows.map(({ user, person }) => [person.jira, [user.jira]])),
    remote: new Map(rows.map(({ user, person }) => [person.remote, [String(user.redmine)]])),
  };
}
