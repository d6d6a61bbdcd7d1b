/**
 * CSS colours as ADF wants them: `#rrggbb`.
 *
 * @see https://www.w3.org/TR/css-color-4/#named-colors
 */
const NAMED_COLORS: ReadonlyMap<string, string> = new Map(
  (
    'aqua:0ff black:000 blue:00f brown:a52a2a chocolate:d2691e coral:ff7f50 crimson:dc143c ' +
    'cyan:0ff darkblue:00008b darkcyan:008b8b darkgray:a9a9a9 darkgreen:006400 darkmagenta:8b008b ' +
    'darkorange:ff8c00 darkred:8b0000 deeppink:ff1493 dimgray:696969 firebrick:b22222 ' +
    'forestgreen:228b22 fuchsia:f0f gold:ffd700 goldenrod:daa520 gray:808080 green:008000 ' +
    'hotpink:ff69b4 indigo:4b0082 khaki:f0e68c lavender:e6e6fa lightblue:add8e6 lightgray:d3d3d3 ' +
    'lightgreen:90ee90 lightyellow:ffffe0 lime:0f0 magenta:f0f maroon:800000 navy:000080 ' +
    'olive:808000 orange:ffa500 orangered:ff4500 orchid:da70d6 pink:ffc0cb plum:dda0dd ' +
    'purple:800080 red:f00 royalblue:4169e1 salmon:fa8072 seagreen:2e8b57 silver:c0c0c0 ' +
    'skyblue:87ceeb slategray:708090 steelblue:4682b4 tan:d2b48c teal:008080 tomato:ff6347 ' +
    'turquoise:40e0d0 violet:ee82ee wheat:f5deb3 white:fff yellow:ff0'
  )
    .split(' ')
    .map((color) => color.split(':') as [name: string, hex: string]),
);

const HEX = /^#([0-9a-f]{3}|[0-9a-f]{6})$/;

/** @param value lower case; undefined for what is no known colour. */
export function toHexColor(value: string): string | undefined {
  const hex = HEX.exec(value)?.[1] ?? NAMED_COLORS.get(value.replace('grey', 'gray'));
  return hex?.length === 3 ? `#${hex.replace(/./g, '$&$&')}` : hex && `#${hex}`;
}
