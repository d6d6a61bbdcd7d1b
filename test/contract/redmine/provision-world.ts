import { Caller } from './caller';
import { CONTRACT_SEED } from './contract-seed';
import { type Person, World } from './world';

/**
 * Makes over REST, in a Redmine that others use too, what the suite needs and REST can make: projects,
 * people, memberships, categories, versions; all with names of their own.
 *
 * @throws Error that says what could not be made
 */
export async function provisionWorld(options: {
  readonly url: string;
  readonly adminKey: string;
  readonly nextSecond: () => Promise<void>;
}): Promise<World> {
  const suffix = `-${Date.now().toString(36)}`;
  const admin = new Caller(fetch, options.url, { 'X-Redmine-API-Key': options.adminKey });
  const make = async (path: string, body: Readonly<Record<string, unknown>>) => {
    const reply = await admin.post(path, body);
    if (reply.status !== 201) {
      throw new Error(`POST ${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
    }
    return Object.values(reply.body)[0] as { readonly id: number; readonly api_key: string };
  };
  const roles = await admin.get('/roles.json');
  const roleId = (name: string): number | undefined =>
    roles.body.roles.find((role: { name: string }) => role.name === name)?.id;
  const users = new Map<string, { readonly id: number; readonly api_key: string }>();
  for (const { login, firstname, lastname } of CONTRACT_SEED.users) {
    const mail = `${login}${suffix}@example.com`;
    const user = { login: `${login}${suffix}`, firstname, lastname, mail, password: 'Passw0rd!xx' };
    users.set(login, await make('/users.json', { user }));
  }
  const projectIds = new Map<string, number>();
  for (const project of CONTRACT_SEED.projects) {
    const { id } = await make('/projects.json', {
      project: {
        name: `${project.name}${suffix}`,
        identifier: `${project.identifier}${suffix}`,
        is_public: project.isPublic ?? true,
        parent_id: projectIds.get(project.parent ?? '') ?? '',
        inherit_members: project.inheritMembers ?? false,
      },
    });
    projectIds.set(project.identifier, id);
    for (const member of project.members ?? []) {
      const role_ids = member.roles.map(roleId).filter((one) => one !== undefined);
      if (role_ids.length === 0) continue; // a role that only the seed has
      const user_id = users.get(member.login)?.id;
      await make(`/projects/${id}/memberships.json`, { membership: { user_id, role_ids } });
    }
    for (const { name, assignedTo } of project.categories ?? []) {
      const assigned_to_id = users.get(assignedTo ?? '')?.id ?? '';
      const issue_category = { name, assigned_to_id };
      await make(`/projects/${id}/issue_categories.json`, { issue_category });
    }
    for (const { name, status, sharing, dueDate } of project.versions ?? []) {
      const version = { name, status, sharing, due_date: dueDate };
      await make(`/projects/${id}/versions.json`, { version });
    }
  }
  const key = (login: Exclude<Person, 'admin'>): string => users.get(login)?.api_key ?? '';
  return World.open({
    baseUrl: options.url,
    fetch,
    keys: {
      admin: options.adminKey,
      manager: key('manager'),
      developer: key('developer'),
      reporter: key('reporter'),
      owner: key('owner'),
      outsider: key('outsider'),
    },
    suffix,
    isSeeded: false,
    nextSecond: options.nextSecond,
  });
}
