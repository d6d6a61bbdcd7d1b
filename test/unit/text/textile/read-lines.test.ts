import { describe, expect, it } from 'vitest';
import { EM, linkMark, paragraph, STRONG, text } from '../../../../src/text/adf/builders';
import { textileToAdf } from '../../../../src/text/textile/textile-to-adf';

const read = (source: string) => textileToAdf(source).content;
const link = (value: string, href: string) => text(value, [linkMark(href)]);

describe('a line of Textile', () => {
  it.each([
    'a*b*c snake_case 2*3*4',
    '日本*太字*日本',
    'a * not bold *',
    '#12 ##12 !#12 [[Wiki|page]] @nobody attachment:none.txt version:1.0',
    'List<String> and 5 < 6',
    'HTML(HyperText Markup Language)',
    '{{include(Page)}}',
  ])('stays the text it is: %j', (source) => {
    expect(read(source)).toEqual([paragraph([text(source)])]);
  });

  it('reads phrases within phrases', () => {
    expect(read('*_a_ b*')).toEqual([paragraph([text('a', [STRONG, EM]), text(' b', [STRONG])])]);
  });

  it('keeps punctuation out of addresses', () => {
    expect(read('"a":https://b.cc/d. https://e.ff/g,')).toEqual([
      paragraph([
        link('a', 'https://b.cc/d'),
        text('. '),
        link('https://e.ff/g', 'https://e.ff/g'),
        text(','),
      ]),
    ]);
  });

  it('decodes entities, and takes none for syntax', () => {
    expect(read('&#42;a&#42; &lt;b&gt; R&D')).toEqual([paragraph([text('*a* <b> R&D')])]);
  });

  it('makes no link of a dangerous scheme', () => {
    const source = '"a":javascript://x/y "b":data://x/y';
    expect(JSON.stringify(read(source))).not.toContain('href');
  });
});
