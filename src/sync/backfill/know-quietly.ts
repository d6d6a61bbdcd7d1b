/** What a row's values are across, each value asked for once in a job, and nothing made for a plan. */
import type { Mapping } from '../../core/mapping';
import type { Trackers } from '../../ports';

/** The mapping as a plan asks with it: values that are missing are not made by a look. */
export function withoutMaking(mapping: Mapping): Mapping {
  const fields = mapping.fields.map((row) => {
    return row.unmapped === 'create' ? { ...row, unmapped: 'review' as const } : row;
  });
  return { ...mapping, fields };
}

/** The trackers with what `findValue` answered remembered. */
export function rememberValues(trackers: Trackers): Trackers {
  const remember = (tracker: Trackers['jira']): Trackers['jira'] => {
    const answers = new Map<string, Promise<string | null>>();
    return new Proxy(tracker, {
      get: (target, name) => {
        if (name !== 'findValue') {
          const member: unknown = Reflect.get(target, name);
          return member;
        }
        return (...args: Parameters<Trackers['jira']['findValue']>) => {
          const key = JSON.stringify(args);
          const known = answers.get(key);
          if (known) return known;
          const answer = target.findValue(...args);
          answers.set(key, answer);
          // What failed is asked again.
          answer.catch(() => answers.delete(key));
          return answer;
        };
      },
    });
  };
  return { jira: remember(trackers.jira), remote: remember(trackers.remote) };
}
