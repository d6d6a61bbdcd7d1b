import { describe, expect, it } from 'vitest';
import { layerCompiledCss } from '../../../../dev/pages/compiled-css';

describe('the order of compiled styles', () => {
  it('puts shorthands below what refines them, and conditions on top', () => {
    const css = [
      '._a{font:var(--x,normal 400 14px/20px "A")}',
      '._b{border-top:1px solid red}',
      '._c{font-family:monospace}',
      '._d:hover{color:red}',
      '@media (pointer:coarse){._e{font:inherit}}',
      '@keyframes k{0%{opacity:0}to{opacity:1}}',
    ].join('\n');
    expect(layerCompiledCss(css).split('\n')).toEqual([
      '@layer shorthand{._a{font:var(--x,normal 400 14px/20px "A")}}',
      '@layer partial{._b{border-top:1px solid red}}',
      '@layer longhand{._c{font-family:monospace}}',
      '@layer longhand{._d:hover{color:red}}',
      '@layer conditional{@media (pointer:coarse){._e{font:inherit}}}',
      '@keyframes k{0%{opacity:0}to{opacity:1}}',
    ]);
  });
});
