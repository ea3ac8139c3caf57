/** Acts of admins, in a process that dies at each point of them: a webhook, and a team that is retired. */
import { teamsOfKind } from '../../../src/teams/queries.ts';
import { saveTeam } from '../../../src/teams/save.ts';
import type { Company, CompanySpec } from './company.ts';
import { crashTests } from './crash-tests.ts';
import { closeAll, finds, page, rowsOf } from './pages.ts';
import { handedOff, JANES_WORDS, notes, press, submit, withLead } from './people.ts';

const webhooks = (company: Company) => page(company, 'ada', '/baton webhooks', 'Webhooks', '#marketing');
const isHeard = ({ receiver }: Company) => receiver.got.some(({ event }) => event.type === 'lead.handed_off');

const south: CompanySpec['seed'] = (tx, { slack }, now) => {
  const [sales] = teamsOfKind(tx, 'sales');
  if (!sales) throw new Error('There is no team.');
  const { id, ...form } = sales;
  const place = { channelId: slack.ids.channels.general ?? '', managerId: slack.ids.people.sue ?? '' };
  saveTeam(tx, { ...form, ...place, name: 'Sales South' }, { id: null, by: 'test' }, now);
};

crashTests([
  {
    name: 'a webhook that is added, gets an event and is removed',
    words: JANES_WORDS,
    steps: [
      {
        act: async (company) => {
          await submit(company, 'ada', 'Add a webhook', { Address: `${company.receiver.url}/second` }, async () =>
            press(company, 'ada', await webhooks(company), 'Add a webhook'),
          );
          await company.as('ada').modal('Secret');
        },
        isDone: finds("select 1 from audit_log where kind = 'webhook.added' and actor != 'test'"),
      },
      { ...handedOff, isDone: (company) => handedOff.isDone(company) && isHeard(company) },
      {
        act: async (company) => {
          await (await webhooks(company)).press({ actionId: 'webhook_open', value: '2' });
          await press(company, 'ada', await company.as('ada').modal('Webhook'), 'Remove');
          await company.as('ada').modal('Removed');
        },
        isDone: finds("select 1 from audit_log where kind = 'webhook.removed'"),
      },
    ],
    end: (company) => rowsOf(company, 'select id, payload, off_at from webhook_endpoints'),
  },
  {
    name: 'a team with another manager, which is then retired',
    words: JANES_WORDS,
    seed: south,
    prepare: withLead,
    steps: [
      {
        act: (company) =>
          submit(company, 'ada', 'Edit team', { Manager: 'sam' }, async () =>
            (await page(company, 'ada', '/baton teams', 'Teams')).press({ actionId: 'team_edit', value: '1' }),
          ),
        isDone: (company) => notes(company, 'sam', 'has a new manager').length === 1,
      },
      {
        act: async (company) => {
          await closeAll(company, 'ada');
          await submit(company, 'ada', 'Retire team', { '1 open lead goes to': 'Sales South' }, async () =>
            (await page(company, 'ada', '/baton teams', 'Teams')).choose({ text: 'Retire…', value: 'team_retire:1' }),
          );
        },
        isDone: finds('select 1 from teams where id = 1 and retired_at is not null'),
      },
    ],
    end: (company) =>
      company
        .as('max')
        .sees('#general')
        .filter(({ text }) => text.startsWith('Jane Doe · ')).length,
  },
]);
