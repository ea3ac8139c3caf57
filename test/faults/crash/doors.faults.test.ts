/** Doors for what comes from outside, and the erasure, in a process that dies at each point of them. */
import { leads } from '../../../src/leads/table.ts';
import { textTables } from '../../../src/platform/db/text-columns.ts';
import type { Company } from './company.ts';
import { crashTests } from './crash-tests.ts';
import { JANES_WORDS, posts, press, withLead } from './people.ts';
import type { Scenario } from './scenario.ts';
import { sendJane, withSource } from './sender.ts';

const sent = async (company: Company): Promise<void> => {
  const status = await sendJane(company);
  if (status >= 300) throw new Error(`It was answered with ${status}.`);
};

const MANY = Array.from({ length: 25 }, (_, at) => `Person ${at},person${at}@firm${at}.example,Firm ${at}`);
const FILE = ['Name,Email,Company', ...MANY].join('\n');

const ofImport = ({ as }: Company, words: string) =>
  as('mia')
    .dm()
    .filter(({ text }) => text.includes(words));
const pressImport = async (company: Company, words: string, button: string) => {
  const [message] = ofImport(company, words);
  if (!message) throw new Error(`No message says “${words}”.`);
  await press(company, 'mia', message, button);
};
const imported = (company: Company, ...words: string[]) => words.some((one) => ofImport(company, one).length === 1);

const namesJane = (company: Company): boolean => {
  const db = company.db();
  const texts = textTables(db).flatMap(({ name, columns }) =>
    columns.flatMap((column) => db.$client.prepare(`select "${column}" from "${name}"`).pluck().all()),
  );
  return texts.some((text) => typeof text === 'string' && /Jane Doe|jane@acme/.test(text));
};

const scenarios: Scenario[] = [
  {
    name: 'a lead over HTTP',
    words: JANES_WORDS,
    seed: withSource,
    steps: [{ act: sent, isDone: (company) => posts(company, '#sales', 'Jane Doe').length === 1 }],
  },
  {
    name: 'an import',
    words: ['Person 3', 'person3@firm3.example', 'Firm 3'],
    steps: [
      {
        act: async (company) => {
          company.as('mia').say('dm', '', { files: [{ name: 'fair.csv', content: FILE, mimetype: 'text/csv' }] });
        },
        isDone: (company) => imported(company, 'fair.csv has 25 rows', 'fair.csv is checked', 'fair.csv is imported'),
      },
      {
        act: async (company) => {
          const mia = company.as('mia');
          if (!mia.modals().some(({ title }) => title === 'Import leads'))
            await pressImport(company, 'fair.csv has 25 rows', 'Choose columns…');
          const result = await (await mia.modal('Import leads')).submit();
          if (!result.ok) throw new Error(JSON.stringify(result));
        },
        isDone: (company) => imported(company, 'fair.csv is checked', 'fair.csv is imported'),
      },
      {
        act: (company) => pressImport(company, 'fair.csv is checked', 'Import 25 leads'),
        isDone: (company) => imported(company, 'fair.csv is imported'),
      },
    ],
    end: (company) => company.db().select({ name: leads.name }).from(leads).all().length,
  },
  {
    name: 'the erasure of a contact',
    words: JANES_WORDS,
    prepare: withLead,
    steps: [
      {
        act: async (company) => {
          const ada = company.as('ada');
          for (const modal of ada.modals().reverse()) await modal.close();
          await ada.command('/baton forget', { in: '#marketing' });
          const ask = await ada.modal('Erase a person');
          await ask.fill({ 'Email, phone number or name': 'jane@acme.example' });
          await ask.submit();
          const confirm = await ada.modal('Erase a person');
          await confirm.fill({ 'Type the name to confirm': 'Jane Doe' });
          const result = await confirm.submit();
          if (!result.ok) throw new Error(JSON.stringify(result));
        },
        isDone: (company) => posts(company, '#sales', 'Jane Doe').length === 0 && !namesJane(company),
      },
    ],
  },
];

crashTests(scenarios);
