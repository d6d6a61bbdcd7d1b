import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  findUnmodelledProps,
  isModelled,
} from '../../../../dev/pages/browser/ui-kit/modelled-props';

const FRONTEND = join(process.cwd(), 'src', 'frontend');
/** Exports of `@forge/react` that are no components. */
const NO_COMPONENTS = ['xcss', 'useForm', 'useProductContext'];

describe('what the preview models', () => {
  it('has every component that the app uses', () => {
    const files = readdirSync(FRONTEND, { recursive: true, encoding: 'utf8' });
    const used = files
      .filter((file) => file.endsWith('.tsx'))
      .flatMap((file) => {
        const source = readFileSync(join(FRONTEND, file), 'utf8');
        const named = /import \{([^}]*)\} from '@forge\/react'/.exec(source)?.[1] ?? '';
        return named.split(',').map((name) => name.trim());
      })
      .filter((name) => name !== '' && !NO_COMPONENTS.includes(name) && !name.startsWith('type '));
    expect(used.length).toBeGreaterThan(50);
    expect(used.filter((name) => !isModelled(name))).toEqual([]);
  });

  it('names props that it does not honour, and takes no notice of those that are not set', () => {
    expect(
      findUnmodelledProps('Button', {
        appearance: 'primary',
        iconBefore: 'add',
        testId: undefined,
        onHover: undefined,
      }),
    ).toEqual(['iconBefore']);
  });

  it('does not take inherited names for components', () => {
    expect(['toString', 'constructor', 'PieChart'].map(isModelled)).toEqual([false, false, false]);
  });
});
