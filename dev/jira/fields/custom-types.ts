/** The custom field types that the double has, by the key that `POST /field` takes. */
import type { JsonObject } from '../json';
import type { FieldKind } from './definition';
import { cascadingKind, optionKind, optionsKind } from './kinds/options';
import { userKind, usersKind } from './kinds/people';
import { versionKind, versionsKind } from './kinds/project-lists';
import { dateKind, dateTimeKind, numberKind } from './kinds/temporal';
import { labelsKind, lineKind, richTextKind, urlKind } from './kinds/text';

export interface CustomFieldType {
  readonly kind: FieldKind;
  readonly schema: JsonObject;
}

const PREFIX = 'com.atlassian.jira.plugin.system.customfieldtypes:';

export const CUSTOM_FIELD_TYPES: Readonly<Record<string, CustomFieldType>> = {
  [`${PREFIX}textfield`]: { kind: lineKind, schema: { type: 'string' } },
  [`${PREFIX}textarea`]: { kind: richTextKind, schema: { type: 'string' } },
  [`${PREFIX}url`]: { kind: urlKind, schema: { type: 'string' } },
  [`${PREFIX}float`]: { kind: numberKind, schema: { type: 'number' } },
  [`${PREFIX}datepicker`]: { kind: dateKind, schema: { type: 'date' } },
  [`${PREFIX}datetime`]: { kind: dateTimeKind, schema: { type: 'datetime' } },
  [`${PREFIX}select`]: { kind: optionKind, schema: { type: 'option' } },
  [`${PREFIX}radiobuttons`]: { kind: optionKind, schema: { type: 'option' } },
  [`${PREFIX}multiselect`]: { kind: optionsKind, schema: { type: 'array', items: 'option' } },
  [`${PREFIX}multicheckboxes`]: { kind: optionsKind, schema: { type: 'array', items: 'option' } },
  [`${PREFIX}cascadingselect`]: { kind: cascadingKind, schema: { type: 'option-with-child' } },
  [`${PREFIX}userpicker`]: { kind: userKind, schema: { type: 'user' } },
  [`${PREFIX}multiuserpicker`]: { kind: usersKind, schema: { type: 'array', items: 'user' } },
  [`${PREFIX}version`]: { kind: versionKind, schema: { type: 'version' } },
  [`${PREFIX}multiversion`]: { kind: versionsKind, schema: { type: 'array', items: 'version' } },
  [`${PREFIX}labels`]: { kind: labelsKind, schema: { type: 'array', items: 'string' } },
};

/** Whether options can be added to a field of that type. */
export function hasOptions(type: string): boolean {
  const kind = CUSTOM_FIELD_TYPES[type]?.kind;
  return kind === optionKind || kind === optionsKind || kind === cascadingKind;
}
