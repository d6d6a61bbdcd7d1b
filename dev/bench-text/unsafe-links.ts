/** Links that must not become links. `{}` stands for the address. */
const ADDRESSES = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'javascript&colon;alert(1)',
  'javascript&#58;alert(1)',
  'java&Tab;script:alert(1)',
  '&#106;avascript:alert(1)',
  'vbscript:msgbox(1)',
  'data:text/html,<script>alert(1)</script>',
  'data:text/html;base64,PHNjcmlwdD4=',
  'file:///etc/passwd',
  'jar:http://a!/b',
  'blob:https://a/b',
  'view-source:javascript:1',
  '\u0001javascript:alert(1)',
  'java\u200bscript:alert(1)',
  'feed:javascript:alert(1)',
];

const MARKDOWN_FORMS = [
  '[a]({})',
  '[a](<{}>)',
  '<{}>',
  '[a][r]\n\n[r]: {}',
  '![a]({})',
  '[![a]({})]({})',
];

export const UNSAFE_MARKDOWN: readonly string[] = ADDRESSES.flatMap((address) =>
  MARKDOWN_FORMS.map((form) => form.replaceAll('{}', address)),
);

const UNSAFE_SCHEME = /^(?:javascript|vbscript|data|file|jar|blob|view-source)|:javascript:/i;

/** Addresses of links and media in a document whose scheme can run or read something. */
export function unsafeAddresses(node: unknown): readonly string[] {
  const found: string[] = [];
  JSON.stringify(node, (name, value: unknown) => {
    const isAddress = (name === 'href' || name === 'url') && typeof value === 'string';
    // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop them
    if (isAddress && UNSAFE_SCHEME.test(value.replace(/[\u0000-\u0020\u200b]/g, '')))
      found.push(value);
    return value;
  });
  return found;
}
