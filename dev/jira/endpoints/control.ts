/** What only a double has: its own switches, for its admin. Not part of Jira's API. */

import { getField } from '../fields/catalog';
import { bodyObject, bodyStrings, type Call } from '../http/call';
import { refusal } from '../http/jira-error';
import { ok, type Reply } from '../http/reply';
import type { Route } from '../http/router';
import { getProjectByIdOrKey } from '../issues/visible';
import { isObject, type Json } from '../json';
import { getWorkflow } from '../site/workflows';
import type { SettingsDoc } from '../state/model';
import { demandAdmin } from './field';

function show(call: Call): Reply {
  demandAdmin(call);
  const { searchLagSeconds, requiredTransitionFields } = call.site.world.settings;
  return ok({
    searchLagSeconds: searchLagSeconds ?? call.search.index.lagSeconds,
    requiredTransitionFields: requiredTransitionFields ?? {},
  });
}

/**
 * `{"searchLagSeconds": 30, "requiredTransitionFields": {"web/31": ["resolution"]},
 * "membersOnly": {"OPS": true}, "readers": {"WEB": ["<accountId>"]}, "outgoingMail": false}`
 */
function change(call: Call): Reply {
  demandAdmin(call);
  const body = bodyObject(call);
  const lag = body.searchLagSeconds;
  if (lag !== undefined && !(typeof lag === 'number' && lag >= 0)) {
    throw refusal(400, 'searchLagSeconds must be a number of seconds.');
  }
  const { world } = call.site;
  const settings: SettingsDoc = {
    ...world.settings,
    ...(lag === undefined ? {} : { searchLagSeconds: lag }),
    ...(body.requiredTransitionFields === undefined
      ? {}
      : { requiredTransitionFields: readRequired(call) }),
    ...(typeof body.outgoingMail === 'boolean' ? { outgoingMail: body.outgoingMail } : {}),
  };
  world.settings = settings;
  if (body.membersOnly !== undefined) restrictProjects(call, body.membersOnly);
  if (body.readers !== undefined) holdBackReaders(call, body.readers);
  return show(call);
}

/** A project for members only is seen by those who have a role in it. */
function restrictProjects(call: Call, given: Json): void {
  if (!isObject(given)) throw refusal(400, 'membersOnly must be an object.');
  for (const [key, isRestricted] of Object.entries(given)) {
    const project = getProjectByIdOrKey(call, key);
    const browse = isRestricted === true ? 'members' : 'everybody';
    call.site.world.projects.put(project.id, { ...project, browse });
  }
}

/** Readers of a project may look and do nothing else. */
function holdBackReaders(call: Call, given: Json): void {
  if (!isObject(given)) throw refusal(400, 'readers must be an object.');
  for (const key of Object.keys(given)) {
    const project = getProjectByIdOrKey(call, key);
    call.site.world.projects.put(project.id, { ...project, readerIds: bodyStrings(given, key) });
  }
}

function readRequired(call: Call): Readonly<Record<string, readonly string[]>> {
  const given = bodyObject(call).requiredTransitionFields;
  if (!isObject(given)) throw refusal(400, 'requiredTransitionFields must be an object.');
  return Object.fromEntries(
    Object.keys(given).map((place) => {
      const [workflow = '', id = ''] = place.split('/');
      if (!getWorkflow(workflow).transitions.some((transition) => transition.id === id)) {
        throw refusal(400, `There is no transition ${place}.`);
      }
      const fields = bodyStrings(given, place);
      for (const field of fields) getField(call.site.world, field);
      return [place, fields];
    }),
  );
}

/** The mails that callers asked for, oldest first. */
function listMails(call: Call): Reply {
  demandAdmin(call);
  return ok({
    mails: [...call.site.world.mails.values()].map((mail) => ({ ...mail, to: [...mail.to] })),
  });
}

export const controlRoutes: readonly Route[] = [
  { method: 'GET', path: '/__double/settings', kind: 'read', handle: show },
  { method: 'PUT', path: '/__double/settings', kind: 'write', handle: change },
  { method: 'GET', path: '/__double/mails', kind: 'read', handle: listMails },
];
