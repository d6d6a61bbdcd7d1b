import { describe, expect, it } from 'vitest';
import { findRemedy } from '../../../../src/core/failing/find-remedy';

describe('what to do about a failure', () => {
  it.each([
    ['[redmine] PUT /issues/14.json: 422 Assignee is invalid', 'assignee'],
    ['[jira] PUT /issue/1: 400 User "x" cannot be assigned issues.', 'assignee'],
    ['[redmine] POST /issues.json: 422 Severity cannot be blank', 'required'],
    ['[redmine] PUT /issues/1.json: 422 Category is not included in the list', 'not-in-list'],
    [
      '[redmine] PUT /issues/1.json: 422 Subject is too long (maximum is 255 characters)',
      'too-long',
    ],
    ['[jira] POST /attachments: 413 Request Entity Too Large', 'too-large'],
    [
      "[jira] PUT /issue/1: 400 Field 'x' cannot be set. It is not on the appropriate screen",
      'screen',
    ],
    ['[redmine] PUT /issues/1.json: 422 Status is invalid', 'workflow'],
    ['[redmine] GET /issues/1.json: 401', 'key'],
    ['[redmine] GET /issues/1.json: 403', 'rights'],
    ['[jira] GET /issue/1: 404', 'gone'],
    ['[jira] PUT /issue/1: 400', 'other'],
  ])('is read from the words of %s', (message, remedy) => {
    expect(findRemedy(message)).toBe(remedy);
  });
});
