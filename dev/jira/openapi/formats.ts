/** The formats that the document names, as Jira's real answers keep them. */

/** Offsets come without a colon: `2026-09-27T10:03:11.123-0700`. */
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:?\d{2})$/;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

type Format = true | ((value: string) => boolean);

/** What Ajv asks of a string with a format; numbers are checked by their type. */
export const JIRA_FORMATS: Readonly<Record<string, Format>> = {
  'date-time': (value) => MOMENT.test(value),
  date: (value) => /^\d{4}-\d{2}-\d{2}$/.test(value),
  uri: (value) => URL.canParse(value),
  uuid: (value) => UUID.test(value),
  email: (value) => value.includes('@'),
  int32: true,
  int64: true,
  float: true,
  double: true,
  'uri-template': true,
};
