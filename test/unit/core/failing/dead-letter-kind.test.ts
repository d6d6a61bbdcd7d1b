import { describe, expect, it } from 'vitest';
import { kindOfDeadLetter } from '../../../../src/core/failing/dead-letter-kind';

describe('the kind of a dead letter', () => {
  it('is its message without the ids of the issue', () => {
    expect(kindOfDeadLetter('[redmine] PUT /issues/42.json: 422 Tracker is invalid')).toBe(
      '[redmine] PUT /issues/….json: 422 Tracker is invalid',
    );
    expect(kindOfDeadLetter('[jira] POST /rest/api/3/issue/10001/comment: 413 too many')).toBe(
      '[jira] POST /rest/api/…/issue/…/comment: 413 too many',
    );
  });

  it('keeps apart what was refused in other words', () => {
    expect(kindOfDeadLetter('[redmine] PUT /issues/1.json: 422 a')).not.toBe(
      kindOfDeadLetter('[redmine] PUT /issues/1.json: 422 b'),
    );
  });
});
