import type { RedmineSeed, SeedCustomField } from '../../../dev/redmine/seed/seed';

export interface CapturedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON, or a text such as `<17 raw bytes>`. */
  readonly body: unknown;
}

/** One captured pair. */
export interface Capture {
  readonly name: string;
  readonly request: CapturedRequest;
  readonly response: { readonly status: number; readonly body: unknown };
}

const TIMES = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g;

/** The latest time that an answer tells of, in milliseconds since the epoch; 0 where it tells none. */
export function lastTimeMs({ response }: Capture): number {
  const times = JSON.stringify(response.body).match(TIMES) ?? [];
  return Math.max(0, ...times.map((time) => Date.parse(time)));
}

interface CapturedField {
  readonly name: string;
  readonly customized_type: SeedCustomField['type'];
  readonly field_format: SeedCustomField['format'];
  readonly regexp: string;
  readonly min_length: number | null;
  readonly max_length: number | null;
  readonly is_required: boolean;
  readonly is_filter: boolean;
  readonly searchable: boolean;
  readonly multiple: boolean;
  readonly default_value: string | null;
  readonly visible: boolean;
  readonly possible_values?: readonly { readonly label: string }[];
  readonly trackers?: readonly { readonly name: string }[];
  readonly roles?: readonly { readonly name: string }[];
}

/** The custom fields that the captures were made with; all else they make themselves. */
export function seedOfCaptures(captures: readonly Capture[]): RedmineSeed {
  const listing = captures.find(({ name }) => name === 'ref-custom-fields.json')?.response.body;
  const fields = (listing as { custom_fields: readonly CapturedField[] }).custom_fields;
  return {
    users: [],
    projects: [],
    customFields: fields.map((field) => {
      const labels = field.possible_values?.map(({ label }) => label) ?? [];
      return {
        name: field.name,
        type: field.customized_type,
        format: field.field_format,
        regexp: field.regexp,
        minLength: field.min_length,
        maxLength: field.max_length,
        isRequired: field.is_required,
        isFilter: field.is_filter,
        searchable: field.searchable,
        multiple: field.multiple,
        defaultValue: field.default_value,
        ...(field.field_format === 'list' ? { possibleValues: labels } : {}),
        ...(field.field_format === 'enumeration' ? { enumerations: labels } : {}),
        ...(field.trackers === undefined
          ? {}
          : { trackers: field.trackers.map(({ name }) => name) }),
        ...(field.visible ? {} : { visibleTo: field.roles?.map(({ name }) => name) ?? [] }),
      };
    }),
  };
}

/** What differs from one run to the next by nature: API keys, tokens of uploads, times. */
export class Translation {
  readonly #ours = new Map<string, string>();

  readonly #baseUrl: string;

  constructor(baseUrl: string) {
    this.#baseUrl = baseUrl;
  }

  requestOf(request: CapturedRequest): Request {
    const headers = new Headers();
    for (const [name, value] of Object.entries(request.headers)) {
      headers.set(name, this.#toOurs(value));
    }
    const body = this.#bodyOf(request.body);
    return new Request(`${this.#baseUrl}${this.#toOurs(request.path)}`, {
      method: request.method,
      headers,
      ...(body === undefined || request.method === 'GET' ? {} : { body }),
    });
  }

  #bodyOf(body: unknown): string | undefined {
    if (body === null || body === undefined) return undefined;
    const raw = /^<(\d+) raw bytes>$/.exec(String(body))?.[1];
    if (raw === undefined) return this.#toOurs(JSON.stringify(body));
    const known: Readonly<Record<string, string>> = { 17: 'hello attachment\n', 10: '{"issue":{' };
    return known[raw] ?? 'x'.repeat(Number(raw));
  }

  /** Notes which of our keys and tokens stands for which captured one. @returns the answer to compare */
  learn(capture: Capture, status: number, text: string): unknown {
    const body = parse(text);
    for (const path of [
      ['user', 'api_key'],
      ['upload', 'token'],
    ]) {
      const [captured, ours] = [at(capture.response.body, path), at(body, path)];
      if (typeof captured === 'string' && typeof ours === 'string') this.#ours.set(captured, ours);
    }
    return normalize({ status, body });
  }

  expectedOf({ response }: Capture): unknown {
    const body = parse(this.#toOurs(JSON.stringify(response.body)));
    return normalize({ status: response.status, body });
  }

  #toOurs(text: string): string {
    let result = text;
    for (const [captured, ours] of this.#ours) result = result.replaceAll(captured, ours);
    return result;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const at = (value: unknown, [first, ...rest]: readonly string[]): unknown => {
  if (first === undefined) return value;
  if (typeof value !== 'object' || value === null) return undefined;
  return at((value as Record<string, unknown>)[first], rest);
};

/** Times out, keys in order, and who last logged in when left out. */
function normalize(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(TIMES, 'TIME');
  if (Array.isArray(value)) return value.map(normalize);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !['last_login_on', 'passwd_changed_on'].includes(name))
      .map(([name, inner]) => [name, normalize(inner)]),
  );
}
