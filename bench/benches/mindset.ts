import { atLeast, type Bench, type Row } from '../bench.ts';
import { exactly } from '../measure/statistics.ts';
import { type GroupedSample, groupingQuality, groupSamples } from '../mindset-quality.ts';

const LEAST = 85;

/** Accuracy in place of time: answers of a mindset check that are grouped before a person looks at them. */
export const mindset: Bench = {
  name: 'mindset',
  what: 'Answers of a mindset check, grouped by likeness',
  run: async () => {
    const samples = groupSamples();
    return [
      row(
        'Pairwise F1, of companies used for tuning',
        samples.filter(({ isHeldOut }) => !isHeldOut),
      ),
      row(
        'Pairwise F1, of companies held out while tuning',
        samples.filter(({ isHeldOut }) => isHeldOut),
      ),
    ];
  },
};

function row(what: string, samples: GroupedSample[]): Row {
  const { answers, precision, recall, f1 } = groupingQuality(samples);
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  return {
    what,
    value: exactly(f1 * 100),
    unit: '%',
    target: atLeast(LEAST),
    absolute: `${answers} answers of ${samples.length} companies; precision ${percent(precision)}, recall ${percent(recall)}`,
  };
}
