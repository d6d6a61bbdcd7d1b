import { describe, expect, it } from 'vitest';
import { EXAMPLE_TEXT } from '../../../src/frontend/admin/example-configuration';
import { parseConfiguration } from '../../../src/shared/configuration';

describe('the example configuration', () => {
  it('has no mistake of form, so that only names are left to replace', () => {
    expect(parseConfiguration(JSON.parse(EXAMPLE_TEXT)).kind).toBe('configuration');
  });
});
