/** Content for sellers, in a process that dies at each point of its way: added, found, shared, used and reviewed. */
import { addItem } from '../../../src/library/add.ts';
import { KEEP_ITEM } from '../../../views/library/review.ts';
import { docx } from '../../platform/files/documents.ts';
import type { Company, CompanySpec } from './company.ts';
import { crashTests } from './crash-tests.ts';
import { moment, morning, night } from './hours.ts';
import { finds, page, rowsOf } from './pages.ts';
import { card, JANES_WORDS, notes, posts, press, submit, withLead } from './people.ts';

const TITLE = 'Prices for zebras';
const ITEM = {
  ...{ Title: TITLE, Kind: 'White paper' },
  File: [{ name: 'zebras.docx', content: docx('Stripes cost extra') }],
};
const search = (company: Company, who: string) => page(company, who, '/content zebras', 'Find content', '#sales');
const shared = (company: Company) => posts(company, '#sales', ':books:');

const asked = (company: Company) =>
  company
    .as('mia')
    .dm()
    .filter(({ text }) => /items? needs? a review|items are reviewed/.test(text));
const pressed = (company: Company, button: Parameters<typeof press>[3]) => {
  const [message] = asked(company);
  if (!message) throw new Error('Mia is not asked.');
  return press(company, 'mia', message, button);
};

const due: CompanySpec['seed'] = (tx, { slack }, now) => {
  const { mia = '' } = slack.ids.people;
  const reviewAt = new Date(now.getTime() - 1000);
  const item = { kind: 'pricing', stage: null, tags: [], summary: null, ownerId: mia, by: mia, reviewAt };
  const link = 'https://example.com/prices';
  addItem(tx, { ...item, title: 'Old prices', link }, now);
  addItem(tx, { ...item, title: 'Older prices', link: `${link}/older` }, now);
};

crashTests([
  {
    name: 'content that someone waits for, finds, shares and uses',
    words: [...JANES_WORDS, TITLE, 'Stripes cost extra'],
    prepare: withLead,
    steps: [
      {
        act: async (company) => press(company, 'sam', await search(company, 'sam'), 'Notify me'),
        isDone: finds('select 1 from library_wishes'),
      },
      {
        act: (company) =>
          submit(company, 'mia', 'Add to the library', ITEM, () =>
            page(company, 'mia', '/content add', 'Add to the library', '#marketing'),
          ),
        isDone: finds('select 1 from library_items'),
      },
      moment('2026-11-19T09:10:00Z', (company) => notes(company, 'sam', TITLE).length === 1),
      {
        act: async (company) => {
          const found = await search(company, 'sam');
          await press(company, 'sam', found, 'Share here');
          // The press is acknowledged before Slack is asked about the channel.
          await found.waitForText('Shared');
        },
        isDone: (company) => shared(company).length === 1,
      },
      {
        act: (company) =>
          submit(company, 'sam', 'Used with a lead', { Lead: 'Jane Doe' }, async () =>
            press(company, 'sam', await search(company, 'sam'), 'Used with a lead…'),
          ),
        isDone: (company) =>
          card(company)
            .thread()
            .some(({ text }) => text.includes(TITLE)),
      },
    ],
    end: (company) => [
      rowsOf(company, 'select kind, count(*) from library_uses group by kind'),
      rowsOf(company, 'select state, text from library_texts'),
    ],
  },
  {
    name: 'content that needs a review',
    words: ['Old prices', 'Older prices'],
    seed: due,
    prepare: night('2026-11-23'),
    steps: [
      ...morning('2026-11-23', (company) => asked(company).length === 1),
      {
        act: (company) => pressed(company, { actionId: KEEP_ITEM, value: `1:0:${company.as('mia').id}` }),
        isDone: finds("select 1 from library_items where id = 1 and review_at > unixepoch('2026-12-01') * 1000"),
      },
      {
        act: (company) => submit(company, 'mia', 'Retire this item?', {}, () => pressed(company, 'Retire…')),
        isDone: finds('select 1 from library_items where retired_at is not null'),
      },
    ],
    end: (company) => rowsOf(company, 'select title, version, retired_at is null from library_items order by id'),
  },
]);
