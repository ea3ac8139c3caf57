/** A report card from its invitation to its publication, in a process that dies at each point of it. */
import { changeSetting } from '../../../src/platform/settings/change.ts';
import { sharedChannel } from '../../../src/teams/settings.ts';
import { cardActs, company as workspace } from '../../commands/report-cards/company.ts';
import type { Scene } from '../../support/scene.ts';
import type { Company } from './company.ts';
import { crashTests } from './crash-tests.ts';
import type { Scenario, Step } from './scenario.ts';

const PEOPLE = ['max', 's1', 's2', 's3', 's4'];

/** The acts of the tests of report cards, in this company. */
const actsOf = (company: Company) =>
  cardActs({
    as: company.as,
    read: (text: string) => text,
    travel: company.travel,
    app: () => ({ settled: company.settled }),
  } as unknown as Scene);

/** No one learns who answered; the codes of those who did are gone once it is closed. The card has their number. */
const answers = (company: Company): number =>
  company.db().$client.prepare('select count(*) from feedback_marks where has_answered').pluck().get() as number;
const isClosed = (company: Company): boolean => actsOf(company).dms('s9', 'closed').length === 1;
const isPublished = (company: Company): boolean => actsOf(company).cards().length === 1;

const answer = (who: string, before: number): Step => ({
  act: async (company) => {
    for (const modal of company.as(who).modals()) await modal.close();
    await actsOf(company).answer(who, 'ABCFAB', `${who} waits too long`);
  },
  isDone: (company) => isClosed(company) || answers(company) > before,
});

const scenarios: Scenario[] = [
  {
    name: 'a report card',
    workspace,
    at: '2027-03-08T09:00:00Z',
    words: ['waits too long'],
    seed: (tx, { slack }, now) =>
      void changeSetting(tx, { setting: sharedChannel, value: slack.ids.channels.general ?? '', by: 'test' }, now),
    steps: [
      {
        act: (company) => actsOf(company).morning('2027-03-09'),
        isDone: (company) =>
          PEOPLE.every(
            (who) => actsOf(company).dms(who, 'Fill in').length + actsOf(company).dms(who, 'closed').length === 1,
          ),
      },
      ...PEOPLE.map(answer),
      {
        act: (company) => company.travel('2027-03-16T16:00:30Z'),
        isDone: isClosed,
      },
      { act: (company) => actsOf(company).morning('2027-03-17'), isDone: isPublished },
    ],
  },
];

crashTests(scenarios);
