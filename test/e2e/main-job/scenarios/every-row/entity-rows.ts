/** What people keep in an issue besides its fields, and the issue itself. */
import { doc } from '../../../../support/local-host/adf';
import { askJira, askRedmine } from '../../../../support/local-host/field-ends';
import { jiraTimeKeeper, redmineTimeKeeper } from '../../../../support/local-host/time-keepers';
import { type Ground, idOn, listed, type Row, type Step, view } from './row';

const GRACE_ID = 6;
const REDMINE_STATUSES = { create: 'In Progress', change: 'Closed', clear: 'New' } as const;
const JIRA_STATUSES = { create: 'In Progress', change: 'Done', clear: 'To Do' } as const;

const watchersSchema = (answer: unknown) =>
  answer as {
    readonly watchers?: readonly { readonly displayName: string }[];
    readonly issue?: { readonly watchers?: readonly { readonly name: string }[] };
  };

/** A copy begins with whose it is. */
const lastLine = (text: string | null) => text?.trim().split('\n').at(-1) ?? '';

const issueRow: Row = {
  what: 'issue (change: see its fields)',
  async act({ world, title, made }, origin, step) {
    if (step === 'change') return;
    if (step === 'create') {
      const id =
        origin === 'jira'
          ? (await world.jira.createIssue({ summary: title })).key
          : String(await world.redmineAs('ada').createIssue({ subject: title }));
      made.set('issue', id);
      if (origin === 'redmine') await world.ringRedmine(Number(id), 'created');
      return;
    }
    const id = made.get('issue') ?? '';
    if (origin === 'jira') await world.jiraAs('admin@example.com').deleteIssue(id);
    else await world.redmine.deleteIssue(Number(id));
  },
  async read({ world, title }, side) {
    const found =
      side === 'jira'
        ? await world.jira.findIssues('WEB', title)
        : await world.redmine.findIssues(title);
    return found.length === 0 ? null : `${found.length} twin`;
  },
  seen: () => ({ create: '1 twin', clear: null }),
};

const authorRow: Row = {
  what: 'author → reporter (Redmine only)',
  async read({ world, title }) {
    const [twin] = await world.jira.findIssues('WEB', title);
    if (!twin) return null;
    const answer = await askJira(world, 'GET', `issue/${twin.key}?fields=reporter`);
    const { fields } = answer as { fields: { reporter: { displayName: string } } };
    return fields.reporter.displayName;
  },
  seen: (origin) => (origin === 'redmine' ? { create: 'Ada Lovelace' } : {}),
};

const statusRow: Row = {
  what: 'status (clear: taken up again)',
  async act({ world, pair }, origin, step) {
    if (origin === 'redmine') {
      const status_id = await world.redmine.findId('issue_statuses', REDMINE_STATUSES[step]);
      return world.redmine.editIssue(pair.redmine, { status_id });
    }
    if (step === 'change') await world.jira.moveTo(pair.jira.key, 'In Review');
    return world.jira.moveTo(pair.jira.key, JIRA_STATUSES[step]);
  },
  read: async ({ world, pair }, side) => (await view[side](world, idOn(pair, side))).status,
  seen: (origin) => (origin === 'jira' ? REDMINE_STATUSES : JIRA_STATUSES),
};

/** @param isPrivate on the other pair, so that each is read by itself */
function commentRow(what: string, isPrivate: boolean): Row {
  const words = isPrivate ? ['Hush.', 'Hush now.'] : ['Said.', 'Said better.'];
  const pairOf = ({ pair, other }: Ground) => (isPrivate ? other : pair);
  const audience = isPrivate ? { visibility: { type: 'role', value: 'Developers' } } : {};
  const shown = (text: string | null, isForFew: boolean) =>
    `${lastLine(text)}${isForFew ? ' (for few)' : ''}`;
  const seen = words.map((text) => shown(text, isPrivate));
  return {
    what,
    async act(ground, origin, step) {
      const { world, made } = ground;
      const { jira, redmine } = pairOf(ground);
      const id = made.get(what) ?? '';
      const text = { create: words[0], change: words[1], clear: '' }[step] ?? '';
      if (origin === 'redmine') {
        if (step !== 'create') return world.redmine.editNote(Number(id), text);
        const more = isPrivate ? { private_notes: true } : {};
        return made.set(what, String(await world.redmine.addNote(redmine, text, more)));
      }
      if (step === 'clear') return world.jira.deleteComment(jira.key, id);
      if (step === 'change') return world.jira.editComment(jira.key, id, doc(text), audience);
      return made.set(what, await world.jira.addComment(jira.key, doc(text), audience));
    },
    async read(ground, side) {
      const { world } = ground;
      const { jira, redmine } = pairOf(ground);
      return listed(
        side === 'jira'
          ? (await world.jira.readComments(jira.key)).map(({ text, audience: whom }) =>
              shown(text, whom === 'Developers'),
            )
          : (await world.redmine.readNotes(redmine)).map((note) =>
              shown(note.text, note.isPrivate),
            ),
      );
    },
    seen: () => ({ create: seen[0] ?? '', change: seen[1] ?? '', clear: null }),
  };
}

const attachmentRow: Row = {
  what: 'attachment (change: renamed, Redmine only)',
  async act({ world, pair, made }, origin, step) {
    const id = made.get('file') ?? '';
    const person = origin === 'jira' ? world.jira : world.redmine;
    if (step === 'clear') return person.detach(id);
    if (step === 'change') {
      return origin === 'redmine' ? world.redmine.rename(id, 'renamed.txt') : undefined;
    }
    return made.set(
      'file',
      origin === 'jira'
        ? await world.jira.attach(pair.jira.key, 'notes.txt', 'Content.')
        : await world.redmine.attach(pair.redmine, 'notes.txt', 'Content.'),
    );
  },
  async read({ world, pair }, side) {
    const files =
      side === 'jira'
        ? await world.jira.readFiles(pair.jira.key)
        : await world.redmine.readFiles(pair.redmine);
    return listed(files.map(({ name }) => name));
  },
  seen: (origin) => ({
    create: 'notes.txt',
    ...(origin === 'redmine' ? { change: 'renamed.txt' } : {}),
    clear: null,
  }),
};

const relationRow: Row = {
  what: 'issue link ↔ relation',
  async act({ world, pair, other }, origin, step) {
    if (step === 'change') return;
    if (origin === 'jira') {
      if (step === 'clear') await world.jira.unrelateAll(pair.jira.key);
      else await world.jira.relate(pair.jira.key, 'Blocks', other.jira.key);
    } else if (step === 'clear') await world.redmine.unrelateAll(pair.redmine);
    else await world.redmine.relate(pair.redmine, 'blocks', other.redmine);
  },
  async read({ world, pair, other }, side) {
    const found =
      side === 'jira'
        ? await world.jira.readRelations(pair.jira.key)
        : await world.redmine.readRelations(pair.redmine);
    const twin = idOn(other, side);
    return listed(found.map((relation) => relation.replace(twin, 'the other').toLowerCase()));
  },
  seen: () => ({ create: 'blocks > the other', clear: null }),
};

const watchersRow: Row = {
  what: 'watchers',
  async act({ world, pair }, origin, step) {
    if (step === 'change') return;
    const isOver = step === 'clear';
    if (origin === 'jira') {
      const grace = await world.jira.findAccountId('grace@example.com');
      const path = `issue/${pair.jira.key}/watchers`;
      if (isOver) await askJira(world, 'DELETE', `${path}?accountId=${grace}`);
      else await askJira(world, 'POST', path, grace);
      return;
    }
    const path = `issues/${pair.redmine}/watchers`;
    if (isOver) await askRedmine(world, `${path}/${GRACE_ID}.json`, 'DELETE');
    else await askRedmine(world, `${path}.json`, 'POST', { user_id: GRACE_ID });
  },
  async read({ world, pair }, side) {
    const answer = watchersSchema(
      await (side === 'jira'
        ? askJira(world, 'GET', `issue/${pair.jira.key}/watchers`)
        : askRedmine(world, `issues/${pair.redmine}.json?include=watchers`)),
    );
    const names =
      answer.watchers?.map(({ displayName }) => displayName) ??
      answer.issue?.watchers?.map(({ name }) => name) ??
      [];
    return listed(names.filter((name) => name === 'Grace Hopper'));
  },
  seen: () => ({ create: 'Grace Hopper', clear: null }),
};

const timeRow: Row = {
  what: 'worklog ↔ spent time',
  async act({ world, pair, made }, origin, step) {
    const id = made.get('time') ?? '';
    if (origin === 'jira') {
      const keeper = jiraTimeKeeper(world);
      const { key } = pair.jira;
      if (step === 'create') return made.set('time', await keeper.log(key, '1h 30m', 'Searched'));
      if (step === 'change') return keeper.change(key, id, { timeSpent: '45m' });
      return keeper.remove(key, id);
    }
    const keeper = redmineTimeKeeper(world);
    if (step === 'create') {
      const logged = await keeper.log(pair.redmine, 1.5, 'Searched', 'Development');
      return made.set('time', String(logged));
    }
    if (step === 'change') return keeper.change(Number(id), { hours: 0.75 });
    return keeper.remove(Number(id));
  },
  async read({ world, pair }, side) {
    const shown =
      side === 'jira'
        ? await jiraTimeKeeper(world).list(pair.jira.key)
        : await redmineTimeKeeper(world).list(pair.redmine);
    return listed(shown.map(([dayAndHours]) => dayAndHours));
  },
  seen(origin) {
    const day = origin === 'jira' ? '2026-11-02' : '2026-11-03';
    return { create: `${day} 1.5h`, change: `${day} 0.75h`, clear: null };
  },
};

const privacyRow: Row = {
  what: 'security level ↔ private issue',
  async act({ world, secret: pair }, origin, step) {
    if (step === 'change') return;
    const isPrivate = step === 'create';
    if (origin === 'redmine')
      return world.redmine.editIssue(pair.redmine, { is_private: isPrivate });
    const security = isPrivate ? { name: 'Internal' } : null;
    return world.jira.editIssue(pair.jira.key, { security });
  },
  async read({ world, secret: pair }, side) {
    if (side === 'redmine') {
      const shown = await askRedmine(world, `issues/${pair.redmine}.json`);
      return (shown as { issue: { is_private: boolean } }).issue.is_private ? 'private' : null;
    }
    const shown = await askJira(world, 'GET', `issue/${pair.jira.key}?fields=security`);
    return (
      (shown as { fields: { security: { name: string } | null } }).fields.security?.name ?? null
    );
  },
  seen: (origin): Partial<Record<Step, string | null>> => ({
    create: origin === 'jira' ? 'private' : 'Internal',
    clear: null,
  }),
};

export const ENTITY_ROWS: readonly Row[] = [
  issueRow,
  authorRow,
  statusRow,
  commentRow('comment ↔ note', false),
  commentRow('restricted comment ↔ private note', true),
  attachmentRow,
  relationRow,
  watchersRow,
  timeRow,
  privacyRow,
];
