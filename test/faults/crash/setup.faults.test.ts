/** A company that sets Baton up, in a process that dies at each point of it: both teams, and a practice lead that removes itself. */
import { workspace } from '../../support/test-app.ts';
import type { Company } from './company.ts';
import { crashTests } from './crash-tests.ts';
import { moment } from './hours.ts';
import { finds, rowsOf } from './pages.ts';
import { note, posts, press } from './people.ts';
import type { Step } from './scenario.ts';

const pressed = (button: string, isDone: Step['isDone']): Step => ({
  act: (company) => press(company, 'ada', note(company, 'ada', 'Baton'), button),
  isDone,
});
const cards = (company: Company) => posts(company, '#sales', '').filter(({ text }) => text.includes('Practice lead'));
function practice(company: Company) {
  const [card] = cards(company);
  if (!card) throw new Error('There is no practice lead.');
  return card;
}
const isOver = finds("select 1 from setup_marks where key = 'rehearsed'");

crashTests([
  {
    name: 'the set-up of a company, with a practice lead',
    isFresh: true,
    workspace: { ...workspace, botIn: [] },
    steps: [
      {
        // A press is acknowledged before Slack is asked about channels; they see it done in the message.
        act: async (company) => {
          const list = note(company, 'ada', 'Baton');
          // After a death between them, one is left to create.
          const button = list.buttons.find((one) => /^Create (?:both teams|marketing team)$/.test(one));
          await press(company, 'ada', list, button ?? 'Create both teams');
          await company.as('ada').waitForMessage('dm', 'I’m in all of them');
        },
        isDone: finds("select 1 from teams where kind = 'marketing'"),
      },
      pressed('Confirm hours', finds("select 1 from setup_marks where key = 'times'")),
      pressed('Try a practice lead', (company) => isOver(company) || cards(company).length === 1),
      {
        act: async (company) => company.as('sam').react(practice(company), 'white_check_mark'),
        isDone: (company) =>
          isOver(company) ||
          practice(company)
            .thread()
            .some(({ text }) => text.includes('accepted')),
      },
      {
        act: (company) => press(company, 'ada', practice(company), 'Log contact'),
        isDone: (company) =>
          isOver(company) ||
          practice(company)
            .thread()
            .some(({ text }) => text.includes('logged a contact')),
      },
      moment('2026-11-19T09:10:00Z', (company) => cards(company).length === 0),
    ],
    end: (company) => rowsOf(company, 'select kind, name from teams order by id'),
  },
]);
