/** A ride-along from the offer to the debrief, in a process that dies at each point of it. */
import type { Company } from './company.ts';
import { crashTests } from './crash-tests.ts';
import { moment } from './hours.ts';
import { post, posts, press, submit } from './people.ts';

const SUBJECT = 'Clinics in Lisbon';
const offer = (company: Company) => post(company, '#marketing', SUBJECT);
const asked = (company: Company, words: RegExp) =>
  company
    .as('mia')
    .dm()
    .filter(({ text }) => words.test(text));
const debrief = (company: Company) => asked(company, /How was it|Your debrief/)[0];

/** Names of the calendar files in the direct messages of a person. */
const entries = ({ as, slack }: Company, who: string): string[] =>
  as(who)
    .dm()
    .flatMap(({ files }) => files)
    .filter((name) => name.endsWith('.ics') && slack.store.files.size > 0);

crashTests([
  {
    name: 'a ride-along and its debrief',
    words: [SUBJECT, 'Do you speak HL7?'],
    steps: [
      {
        act: (company) =>
          submit(
            company,
            'sam',
            'Offer a ride-along',
            { 'What is it about?': SUBJECT, 'When?': new Date('2026-11-19T10:00:00Z'), Seats: '1 seat' },
            () => company.as('sam').command('/baton ride-along', { in: '#sales' }),
          ),
        isDone: (company) => posts(company, '#marketing', SUBJECT).length === 1,
      },
      {
        act: (company) => press(company, 'mia', offer(company), 'Ride along'),
        isDone: (company) => !offer(company).buttons.includes('Ride along') && entries(company, 'mia').length === 1,
      },
      moment('2026-11-19T10:30:30Z', (company) => debrief(company) !== undefined),
      {
        act: (company) =>
          submit(company, 'mia', 'Debrief', { 'What did the buyer ask?': 'Do you speak HL7?' }, async () => {
            const message = debrief(company);
            if (!message) throw new Error('Mia is not asked.');
            await press(company, 'mia', message, 'Write debrief…');
          }),
        isDone: (company) => offer(company).thread().length === 1,
      },
    ],
    end: (company) => ['mia', 'sam'].map((who) => [who, entries(company, who)]),
  },
]);
