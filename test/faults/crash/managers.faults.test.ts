/** Acts of managers, and what people ask them, in a process that dies at each point of them. */
import { declinesADay } from '../../../src/leads/settings.ts';
import { settingOf } from '../../../src/platform/settings/queries.ts';
import type { Company } from './company.ts';
import { crashTests } from './crash-tests.ts';
import { moment } from './hours.ts';
import { finds, oneOf, page, rowsOf } from './pages.ts';
import { posts, press, submit } from './people.ts';

const isDelivered = (company: Company) => oneOf(company, 'select count(*) from box_questions') === 1;

crashTests([
  {
    name: 'a setting, and a clause of the lead definition',
    words: ['Has a budget'],
    steps: [
      {
        act: async (company) => {
          const settings = await page(company, 'max', '/baton settings', 'Settings');
          if (!JSON.stringify(settings.blocks).includes(`"value":"${declinesADay.key}"`)) {
            await settings.press('Next →');
            await settings.waitForText('26–');
          }
          await settings.press({ actionId: 'setting_change', value: declinesADay.key });
          const form = await company.as('max').modal('Change a setting');
          await form.fill({ Leads: '9' });
          const result = await form.submit();
          if (!result.ok) throw new Error(JSON.stringify(result));
        },
        isDone: (company) => settingOf(company.db(), declinesADay) === 9,
      },
      {
        act: (company) =>
          submit(company, 'max', 'New clause', { Clause: 'Has a budget' }, async () =>
            press(company, 'max', await page(company, 'max', '/baton definition', 'Lead definition'), 'Add clause'),
          ),
        isDone: finds('select 1 from definition_clauses'),
      },
      // Its team hears of changes once their author had time for more.
      moment('2026-11-19T09:40:00Z', (company) => posts(company, '#sales', ':scroll:').length === 1),
    ],
    end: (company) => [
      oneOf(company, 'select count(*) from setting_changes'),
      oneOf(company, "select count(*) from audit_log where kind like 'setting%'"),
    ],
  },
  {
    name: 'an anonymous question and its delivery',
    words: ['Who sets the targets?'],
    steps: [
      {
        // The form that is still open is the same question.
        act: (company) =>
          submit(company, 'sam', 'Ask the managers', {}, () =>
            company.as('sam').command('/baton ask Who sets the targets?', { in: '#general' }),
          ),
        isDone: (company) =>
          company
            .as('sam')
            .modals()
            .some(({ title }) => title === 'Sent') || isDelivered(company),
      },
      moment('2026-11-20T08:00:10Z', isDelivered),
    ],
    end: (company) => rowsOf(company, 'select words from box_questions'),
  },
]);
