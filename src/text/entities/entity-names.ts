/**
 * Named character references of HTML: those of HTML 4, of ASCII, of all Latin letters, a few signs
 * that people write, and those that the CommonMark specification uses. The other 1,700 names that
 * HTML has, nearly all of mathematics (`&blacktriangledown;`), would cost a tenth of the module's
 * size; they stay as they are written.
 *
 * @see https://html.spec.whatwg.org/multipage/named-characters.html
 */

/** Names in the order of their characters; a number is how many characters are skipped before. */
const NAMES =
  '8Tab NewLine 22excl quot,QUOT num dollar percnt amp,AMP apos lpar rpar ast plus comma ' +
  '1period sol 10colon semi lt,LT equals gt,GT quest commat 26lsqb,lbrack bsol rsqb,rbrack ' +
  'Hat lowbar grave 26lcub,lbrace vert,verbar rcub,rbrace 34nbsp iexcl cent pound curren ' +
  'yen brvbar sect uml copy,COPY ordf laquo not shy reg,REG macr deg plusmn sup2 sup3 acute ' +
  'micro para middot cedil sup1 ordm raquo frac14 half,frac12 frac34 iquest 6AElig 9ETH ' +
  '6times Oslash 5THORN szlig 6aelig 9eth 6divide oslash 5thorn 17Dstrok dstrok 20Hstrok ' +
  'hstrok 9imath,inodot IJlig ijlig 4kgreen 6Lmidot lmidot Lstrok lstrok 6napos ENG eng ' +
  '6OElig oelig 18Tstrok tstrok 42fnof 307circ 21tilde 180Alpha Beta Gamma Delta Epsilon ' +
  'Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho 1Sigma Tau Upsilon Phi Chi Psi ' +
  'Omega 7alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron ' +
  'pi rho sigmaf sigma tau upsilon phi chi psi omega 7thetasym upsih 3piv 7211ensp emsp ' +
  '3numsp 1thinsp hairsp 1zwnj zwj lrm rlm 3ndash mdash horbar 2lsquo rsquo sbquo 1ldquo ' +
  'rdquo bdquo 1dagger Dagger bull 3hellip 9permil 1prime Prime 5lsaquo rsaquo 3oline ' +
  '5frasl 27NoBreak 75euro 94HilbertSpace 5image 4numero 1weierp 3real 5trade 18alefsym ' +
  '16DifferentialD 73larr uarr rarr darr harr 32crarr 26lArr uArr rArr dArr hArr 43forall ' +
  '1part exist 1empty 1nabla isin notin 1ni 3prod 1sum minus 4lowast 2radic 2prop infin ' +
  '1ang 6and or cap cup int 6ClockwiseContourIntegral 1there4 7sim 8cong 2asymp 23ne equiv ' +
  '2le ge 28sub sup nsub 1sube supe 13oplus 1otimes 13perp 31sdot 66lceil rceil lfloor ' +
  'rfloor 702loz 58starf star 7phone 49female 1male 29spades 2clubs 1hearts diams 172check ' +
  '3cross 208lang rang';

/** `&eacute;` is `e` and an accent. */
const ACCENTS: Readonly<Record<string, string>> = {
  grave: '\u0300',
  acute: '\u0301',
  circ: '\u0302',
  tilde: '\u0303',
  macr: '\u0304',
  breve: '\u0306',
  dot: '\u0307',
  uml: '\u0308',
  ring: '\u030a',
  dblac: '\u030b',
  caron: '\u030c',
  cedil: '\u0327',
  ogon: '\u0328',
};
// Letters that Unicode has and HTML has no name for.
const ACCENTED = /^(?!gcedil|[EIOeio]breve)([a-zA-Z])([a-z]{3,5})$/;
const LAST_ACCENTED = '\u017f';

let named: ReadonlyMap<string, string> | undefined;

function readNames(): ReadonlyMap<string, string> {
  const characters = new Map([['ngE', '≧\u0338']]);
  let code = 0;
  for (const [, skipped, names] of NAMES.matchAll(/(\d*)(\S+)/g)) {
    code += Number(skipped) + 1;
    for (const name of (names as string).split(',')) {
      characters.set(name, String.fromCodePoint(code));
    }
  }
  return characters;
}

/** What `&name;` stands for, or undefined for a name that is not known. */
export function findNamedCharacter(name: string): string | undefined {
  named ??= readNames();
  return named.get(name) ?? findAccented(name);
}

function findAccented(name: string): string | undefined {
  const [, letter = '', accent = ''] = ACCENTED.exec(name) ?? [];
  if (!Object.hasOwn(ACCENTS, accent)) return undefined;
  const character = `${letter}${ACCENTS[accent]}`.normalize('NFC');
  return character.length === 1 && character <= LAST_ACCENTED ? character : undefined;
}
