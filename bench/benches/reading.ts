import { atLeast, type Bench, type Row } from '../bench.ts';
import { exactly } from '../measure/statistics.ts';
import { contactFields, qualityOf, type ReadSample, readSamples, shareRight } from '../reading-quality.ts';

const LEAST = 95;

/** Accuracy in place of time: what a message that becomes a lead fills into the form. */
export const reading: Bench = {
  name: 'reading',
  what: 'Name, company, email and phone that are read out of messages',
  run: async () => {
    const samples = readSamples();
    return [
      row(
        'Right, in messages used for tuning',
        samples.filter(({ isHeldOut }) => !isHeldOut),
      ),
      row(
        'Right, in messages held out while tuning',
        samples.filter(({ isHeldOut }) => isHeldOut),
      ),
    ];
  },
};

function row(what: string, samples: ReadSample[]): Row {
  const quality = qualityOf(samples);
  const fields = contactFields.map((field) => `${field} ${quality.right[field].right} of ${quality.right[field].of}`);
  return {
    what,
    value: exactly(shareRight(quality) * 100),
    unit: '%',
    target: atLeast(LEAST),
    absolute: `${quality.messages} messages; ${fields.join(', ')}; wrong addresses ${quality.wrongEmails}`,
  };
}
