/**
 * Named character references of HTML: those of HTML 4, all accented letters, the shortest for
 * Greek, punctuation, letter-like signs, arrows and mathematics, and those that the CommonMark
 * specification uses. The other thousand names that HTML has (`&blacktriangledown;`) would cost a
 * tenth of the module's size; they stay as they are written.
 *
 * @see https://html.spec.whatwg.org/multipage/named-characters.html
 */

/** Names in the order of their characters; a number is how many characters are skipped before. */
const NAMES =
  '8Tab NewLine 22excl quot,QUOT num dollar percnt amp,AMP apos lpar rpar ast,midast plus ' +
  'comma 1period sol 10colon semi lt,LT equals gt,GT quest commat 26lsqb,lbrack bsol ' +
  'rsqb,rbrack Hat lowbar,UnderBar grave,DiacriticalGrave 26lcub,lbrace ' +
  'vert,verbar,VerticalLine rcub,rbrace 34nbsp,NonBreakingSpace iexcl cent pound curren yen ' +
  'brvbar sect uml,die,Dot,DoubleDot copy,COPY ordf laquo not shy reg,REG,circledR macr,strns ' +
  'deg pm,plusmn,PlusMinus sup2 sup3 acute,DiacriticalAcute micro para ' +
  'middot,centerdot,CenterDot cedil,Cedilla sup1 ordm raquo frac14 half,frac12 frac34 iquest ' +
  '5angst AElig 9ETH 6times Oslash 5THORN szlig 6aelig 9eth 6div,divide oslash 5thorn ' +
  '17Dstrok dstrok 20Hstrok hstrok 9imath,inodot IJlig ijlig 4kgreen 6Lmidot lmidot Lstrok ' +
  'lstrok 6napos ENG eng 6OElig oelig 18Tstrok tstrok 42fnof 307circ 21tilde 180Alpha Beta ' +
  'Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho 1Sigma Tau ' +
  'Upsilon Phi Chi Psi ohm,Omega 7alpha beta gamma delta epsi,epsilon zeta eta theta iota ' +
  'kappa lambda mu nu xi omicron pi rho sigmav,sigmaf sigma tau upsi,upsilon phi chi psi ' +
  'omega 7thetav,thetasym Upsi,upsih 2phiv piv 7211ensp emsp emsp13 emsp14 1numsp puncsp ' +
  'thinsp hairsp ZeroWidthSpace zwnj zwj lrm rlm dash 2ndash mdash horbar Vert 1lsquo rsquo ' +
  'sbquo 1ldquo rdquo bdquo 1dagger Dagger bull 2nldr mldr,hellip 9permil pertenk prime Prime ' +
  'tprime bprime 3lsaquo rsaquo 3oline 2caret 1hybull frasl 10bsemi 7qprime 7MediumSpace ' +
  'NoBreak af it ic 72euro 85Copf 2incare 4gscr Hscr,HilbertSpace Hfr Hopf planckh hbar Iscr ' +
  'Im,image Lscr ell 1Nopf numero copysr wp,weierp Popf Qopf Rscr Re,real Ropf rx 3trade ' +
  '1Zopf 2mho Zfr iiota 2Bscr Cfr 1escr Escr Fscr 1Mscr oscr aleph,alefsym beth gimel daleth ' +
  '12DD dd,DifferentialD ee ii 71larr uarr rarr darr harr varr nwarr nearr searr swarr ' +
  '27crarr 26lArr uArr rArr dArr iff,hArr vArr 42forall comp part exist nexist empty ' +
  '1Del,nabla in,isin notin 1ni notni 2prod coprod sum minus mp plusdo 1setmn lowast compfn ' +
  '1Sqrt,radic 2prop infin angrt ang angmsd angsph mid nmid par npar and or cap cup int Int ' +
  'tint oint Conint Cconint cwint cwconint,ClockwiseContourIntegral awconint there4 becaus ' +
  'ratio Colon minusd 1mDDot homtht sim bsim ac acd wr nsim esim sime nsime cong simne ncong ' +
  'ap,asymp nap ape apid bcong CupCap bump bumpe esdot eDot efDot erDot colone ecolon ecir ' +
  'cire 1wedgeq veeeq 1trie 2equest ne equiv nequiv 1le ge lE gE lnE gnE ll gg twixt ' +
  'NotCupCap nlt ngt nle nge lsim gsim nlsim ngsim lg gl ntlg ntgl pr sc prcue sccue prsim ' +
  'scsim npr nsc sub sup nsub nsup sube supe nsube nsupe subne supne 1cupdot uplus sqsub ' +
  'sqsup sqsube sqsupe sqcap sqcup oplus ominus otimes osol odot ocir oast 1odash plusb ' +
  'minusb timesb sdotb vdash dashv top bot,perp 1models vDash Vdash Vvdash VDash nvdash ' +
  'nvDash nVdash nVDash prurel 1vltri vrtri ltrie rtrie origof imof mumap hercon intcal ' +
  'veebar 1barvee angrtvb lrtri Wedge Vee xcap xcup diam sdot Star 65lceil rceil lfloor ' +
  'rfloor 661squ 8squf EmptyVerySmallSquare 1rect marker 2fltns 1xutri utrif utri 2rtrif rtri ' +
  '3xdtri dtrif dtri 2ltrif ltri 6loz cir 57starf star 7phone 49female 1male 29spades 2clubs ' +
  '1hearts diams 172check 3cross 208lang rang';

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
