/** A mindset check from its last answer to its result, in a process that dies at each point of it. */
import type { WorkspaceSpec } from '@baton/sandbox';
import type { Company } from './company.ts';
import { crashTests } from './crash-tests.ts';
import { moment } from './hours.ts';
import { press, submit } from './people.ts';

const SALES = ['ann', 'bob', 'cat', 'dan', 'max'];
const MARKETING = ['eva', 'fay', 'gil', 'hal', 'ada'];
const EVERYONE = [...SALES, ...MARKETING];
const colleague = (key: string) => ({ realName: key, email: `${key}@northwind.example`, tz: 'Europe/Berlin' });

const workspace: WorkspaceSpec = {
  name: 'Northwind',
  domain: 'northwind',
  people: {
    ...Object.fromEntries(EVERYONE.map((key) => [key, colleague(key)])),
    ada: { ...colleague('ada'), admin: true },
  },
  channels: { general: {}, marketing: { members: MARKETING }, sales: { members: SALES } },
  botIn: ['sales', 'marketing'],
};

const NAME = 'Name three advantages';
const messages = ({ as }: Company, who: string, words: RegExp) =>
  as(who)
    .dm()
    .filter(({ text }) => words.test(text));
const result = ({ as }: Company) =>
  as('max')
    .sees('#sales')
    .filter(({ text }) => text.includes('Match: '));

const answer = (company: Company, who: string) =>
  submit(company, who, 'Three advantages', { First: 'Low prices', Second: 'Support', Third: '' }, async () => {
    const invitation = messages(company, who, /Mindset check/).find(({ buttons }) => buttons.includes(NAME));
    if (!invitation) throw new Error(`${who} is not asked.`);
    await press(company, who, invitation, NAME);
  });
const isThanked = ({ as }: Company, who: string) =>
  as(who)
    .modals()
    .some(({ title }) => title === 'Thank you');

crashTests([
  {
    name: 'a mindset check',
    workspace,
    at: '2027-02-08T09:00:00Z',
    words: ['Low prices'],
    prepare: async (company) => {
      await company.travel('2027-02-09T08:00:30Z');
      await company.travel('2027-02-09T08:00:45Z');
      await company.travel('2027-02-09T08:06:00Z');
      await company.settled();
      for (const who of EVERYONE.slice(1)) await answer(company, who);
    },
    steps: [
      {
        act: async (company) => {
          await answer(company, 'ann');
          await company.as('ann').modal('Thank you');
        },
        isDone: (company) => isThanked(company, 'ann'),
      },
      moment('2027-02-12T16:01:00Z'),
      moment('2027-02-15T08:00:30Z'),
      moment('2027-02-15T08:06:00Z', (company) => messages(company, 'ada', /group its answers|published/).length === 1),
      {
        act: async (company) => {
          const ada = company.as('ada');
          if (!ada.modals().some(({ title }) => title === 'Group the answers')) {
            const [request] = messages(company, 'ada', /group its answers/);
            if (!request) throw new Error('Ada is not asked.');
            await press(company, 'ada', request, 'Group the answers');
          }
          await (await ada.modal('Group the answers')).press('Publish the result');
          await ada.modal('Published');
        },
        isDone: (company) => result(company).length === 1,
      },
    ],
  },
]);
