/**
 * Atlaskit's style sheets hold one declaration to a class and count on a build that sorts them:
 * shorthands before the longhands that refine them, conditions last. Cascade layers give that order
 * however the sheets are put together.
 * https://compiledcssinjs.com/docs/shorthand
 */

/** Lowest first. `frame` is the preview's own look. */
const LAYERS = ['frame', 'shorthand', 'partial', 'longhand', 'conditional'] as const;
type Layer = (typeof LAYERS)[number];

const SHORTHANDS = new Set([
  'all',
  'animation',
  'background',
  'border',
  'columns',
  'flex',
  'font',
  'gap',
  'grid',
  'inset',
  'list-style',
  'margin',
  'outline',
  'overflow',
  'padding',
  'text-decoration',
  'transition',
]);

/** Shorthands that refine another shorthand. */
const PARTIAL =
  /^(border-(block|inline|top|right|bottom|left|color|style|width|radius|block-(start|end)|inline-(start|end))|(margin|padding|inset)-(block|inline)|grid-(row|column|area)|flex-flow)$/;

/** To stand before every other rule. */
export const LAYER_ORDER = `@layer ${LAYERS.join(',')};`;

/** Puts each rule of a compiled sheet into its layer. */
export function layerCompiledCss(css: string): string {
  return splitRules(css)
    .map((rule) => {
      const layer = findLayer(rule);
      return layer === null ? rule : `@layer ${layer}{${rule}}`;
    })
    .join('\n');
}

function findLayer(rule: string): Layer | null {
  if (/^@(media|supports|container|starting-style)/.test(rule)) return 'conditional';
  // Key frames, fonts and properties are known by name and take no part in the cascade.
  if (rule.startsWith('@')) return null;
  const property = /\{\s*([\w-]+)/.exec(rule)?.[1] ?? '';
  if (SHORTHANDS.has(property)) return 'shorthand';
  return PARTIAL.test(property) ? 'partial' : 'longhand';
}

/** Rules at the top, each with whatever it has inside. */
function splitRules(css: string): string[] {
  const rules: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < css.length; at++) {
    if (css[at] === '{') depth++;
    if (css[at] !== '}' || --depth > 0) continue;
    rules.push(css.slice(start, at + 1).trim());
    start = at + 1;
  }
  return rules;
}
