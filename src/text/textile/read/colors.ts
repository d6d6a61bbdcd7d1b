/**
 * CSS colours as ADF wants them: `#rrggbb`.
 *
 * @see https://www.w3.org/TR/css-color-4/#named-colors
 */
const NAMED_COLORS: Readonly<Record<string, string>> = {
  aqua: '#00ffff',
  black: '#000000',
  blue: '#0000ff',
  brown: '#a52a2a',
  chocolate: '#d2691e',
  coral: '#ff7f50',
  crimson: '#dc143c',
  cyan: '#00ffff',
  darkblue: '#00008b',
  darkcyan: '#008b8b',
  darkgray: '#a9a9a9',
  darkgreen: '#006400',
  darkgrey: '#a9a9a9',
  darkmagenta: '#8b008b',
  darkorange: '#ff8c00',
  darkred: '#8b0000',
  deeppink: '#ff1493',
  dimgray: '#696969',
  firebrick: '#b22222',
  forestgreen: '#228b22',
  fuchsia: '#ff00ff',
  gold: '#ffd700',
  goldenrod: '#daa520',
  gray: '#808080',
  green: '#008000',
  grey: '#808080',
  hotpink: '#ff69b4',
  indigo: '#4b0082',
  khaki: '#f0e68c',
  lavender: '#e6e6fa',
  lightblue: '#add8e6',
  lightgray: '#d3d3d3',
  lightgreen: '#90ee90',
  lightgrey: '#d3d3d3',
  lightyellow: '#ffffe0',
  lime: '#00ff00',
  magenta: '#ff00ff',
  maroon: '#800000',
  navy: '#000080',
  olive: '#808000',
  orange: '#ffa500',
  orangered: '#ff4500',
  orchid: '#da70d6',
  pink: '#ffc0cb',
  plum: '#dda0dd',
  purple: '#800080',
  red: '#ff0000',
  royalblue: '#4169e1',
  salmon: '#fa8072',
  seagreen: '#2e8b57',
  silver: '#c0c0c0',
  skyblue: '#87ceeb',
  slategray: '#708090',
  steelblue: '#4682b4',
  tan: '#d2b48c',
  teal: '#008080',
  tomato: '#ff6347',
  turquoise: '#40e0d0',
  violet: '#ee82ee',
  wheat: '#f5deb3',
  white: '#ffffff',
  yellow: '#ffff00',
};

const LONG_HEX = /^#[0-9a-f]{6}$/;
const SHORT_HEX = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/;

/** @param value lower case; undefined for what is no known colour. */
export function toHexColor(value: string): string | undefined {
  if (LONG_HEX.test(value)) return value;
  const short = SHORT_HEX.exec(value);
  if (short) return `#${short[1]}${short[1]}${short[2]}${short[2]}${short[3]}${short[3]}`;
  return Object.hasOwn(NAMED_COLORS, value) ? NAMED_COLORS[value] : undefined;
}
