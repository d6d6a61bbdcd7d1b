/** Descriptions keep their formatting across, in both of Redmine's formats. */
import { expect } from 'vitest';
import {
  bold,
  bullets,
  code,
  codeBlock,
  type Doc,
  doc,
  italic,
  link,
  numbers,
  panel,
  paragraph,
  underlined,
} from '../../../support/local-host/adf';
import type { World } from '../../../support/local-host/open-world';
import type { Scenario } from '../../../support/local-host/scenario';

/** The same text in Jira's documents and in each of Redmine's formats. */
interface Formatted {
  readonly what: string;
  readonly jira: Doc;
  readonly textile: string;
  readonly markdown: string;
}

const TEXTS: readonly Formatted[] = [
  {
    what: 'bold, italic and code',
    jira: doc(
      paragraph('This is ', bold('bold'), ', ', italic('italic'), ' and ', code('code()'), '.'),
    ),
    textile: 'This is *bold*, _italic_ and @code()@.',
    markdown: 'This is **bold**, *italic* and `code()`.',
  },
  {
    what: 'links',
    jira: doc(paragraph('Read ', link('the manual', 'https://example.com/manual?a=1'), ' first.')),
    textile: 'Read "the manual":https://example.com/manual?a=1 first.',
    markdown: 'Read [the manual](https://example.com/manual?a=1) first.',
  },
  {
    what: 'lists of points and of steps',
    jira: doc(
      bullets(paragraph('milk'), paragraph('honey')),
      'then',
      numbers(paragraph('stir'), paragraph('drink')),
    ),
    textile: '* milk\n* honey\n\nthen\n\n# stir\n# drink',
    markdown: '- milk\n- honey\n\nthen\n\n1. stir\n2. drink',
  },
  {
    what: 'blocks of code',
    jira: doc('Run', codeBlock('ruby', "puts '*no* _markup_'\nputs 1 < 2")),
    textile: 'Run\n\n<pre><code class="ruby">\nputs \'*no* _markup_\'\nputs 1 < 2\n</code></pre>',
    markdown: "Run\n\n```ruby\nputs '*no* _markup_'\nputs 1 < 2\n```",
  },
  {
    what: 'characters that mean something in markup',
    jira: doc('2 * 3 * 4, snake_case_name, <b>, #1, a|b, [x](y), "q":z and 100 %'),
    textile: '',
    markdown: '',
  },
];

const sourceOf = (world: World, text: Formatted) =>
  world.textFormat === 'textile' ? text.textile : text.markdown;

const bothWays = TEXTS.flatMap((text): readonly Scenario[] => [
  {
    says: `carries ${text.what} from Jira to Redmine, and an edit beside it back`,
    async run(world) {
      const pair = await world.makePair({ description: text.jira });
      const { description } = await world.redmine.readIssue(pair.redmine);
      if (sourceOf(world, text) !== '') expect(description).toBe(sourceOf(world, text));

      const wire = await world.redmine.readWire(pair.redmine);
      await world.redmine.editIssue(pair.redmine, {
        description: `Added above.\n\n${wire.description ?? ''}`,
      });
      await world.ringRedmine(pair.redmine);
      expect((await world.jira.readIssue(pair.jira.key)).description).toEqual(
        doc('Added above.', ...text.jira.content),
      );
      expect(await world.redmine.countJournals(pair.redmine)).toBe(1);
    },
  },
  ...(text.textile === ''
    ? []
    : [
        {
          says: `carries ${text.what} from Redmine to Jira`,
          async run(world: World) {
            const subject = world.title('Written in Redmine');
            const source = sourceOf(world, text);
            const id = await world.redmine.createIssue({ subject, description: source });
            await world.ringRedmine(id, 'created');
            const [twin] = await world.jira.findIssues('WEB', subject);
            expect((await world.jira.readIssue(twin?.key ?? '')).description).toEqual(text.jira);
            expect((await world.redmine.readIssue(id)).description).toBe(source);
            expect(await world.redmine.countJournals(id)).toBe(0);
          },
        },
      ]),
]);

const whole: Scenario = {
  says: 'keeps what only Jira can say where a word beside it is edited in Redmine',
  async run(world) {
    const aside = panel('warning', paragraph('Mind the ', underlined('gap'), '.'));
    const { jira, redmine } = await world.makePair({
      description: doc('The first word.', aside, 'The last word.'),
    });
    const { description } = await world.redmine.readWire(redmine);
    await world.redmine.editIssue(redmine, {
      description: (description ?? '').replace('The last word.', 'The very last word.'),
    });
    await world.ringRedmine(redmine);
    expect((await world.jira.readIssue(jira.key)).description).toEqual(
      doc('The first word.', aside, 'The very last word.'),
    );
  },
};

export const richTextScenarios: readonly Scenario[] = [...bothWays, whole];
