/** A lead that goes back and forth, in a process that dies at each point of it: reassigned, declined, resubmitted, nurtured, woken. */
import { crashTests } from './crash-tests.ts';
import { moment, night } from './hours.ts';
import { finds } from './pages.ts';
import { accepted, card, JANES_WORDS, note, press, submit, withLead } from './people.ts';
import type { Step } from './scenario.ts';

const FACTS = 'They merged in May and are 40 now.';
const inHistory = (kind: string): Step['isDone'] => finds(`select 1 from lead_history where kind = '${kind}'`);

const byForm = (who: string, button: string, title: string, fields: Record<string, string>, kind: string): Step => ({
  act: (company) => submit(company, who, title, fields, () => press(company, who, card(company), button)),
  isDone: inHistory(kind),
});

crashTests([
  {
    name: 'a lead that goes back to marketing, comes again and waits',
    words: [...JANES_WORDS, FACTS, 'Too small for us'],
    prepare: async (company) => {
      await withLead(company);
      await accepted.act(company);
      await company.settled();
    },
    steps: [
      byForm('sam', 'Reassign…', 'Reassign', { 'Assign to': 'sue' }, 'reassigned'),
      byForm(
        'sue',
        'Decline',
        'Decline',
        { Reason: 'Not a fit', 'Note for marketing': 'Too small for us' },
        'declined',
      ),
      {
        act: (company) =>
          submit(company, 'mia', 'Reply and resubmit', { Reply: FACTS }, () =>
            press(company, 'mia', note(company, 'mia', 'Jane Doe'), 'Reply and resubmit'),
          ),
        isDone: inHistory('handed_back'),
      },
      byForm('sam', 'Nurture…', 'Nurture', { 'Nurture until': '2026-11-20' }, 'nurtured'),
      { act: night('2026-11-20'), isDone: () => true },
      moment('2026-11-20T08:00:30Z', inHistory('woken')),
      moment('2026-11-20T08:06:00Z'),
    ],
  },
]);
