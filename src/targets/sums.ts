/** The progress of several teams together. */
import { paceOf } from './pace.ts';
import type { Apart, FigureProgress, ProgressSum, TargetProgress } from './standing.ts';

/** One sum for each period, quarters before months. Currencies are never added up. */
export function sumsOf(all: readonly TargetProgress[]): ProgressSum[] {
  const keys = [...new Set(all.map(({ period }) => period.key))];
  return keys
    .toSorted((a, b) => Number(b.includes('Q')) - Number(a.includes('Q')))
    .flatMap((key) => {
      const of = all.filter(({ period }) => period.key === key);
      const [first] = of;
      return first ? [sumOf(of, first)] : [];
    });
}

function sumOf(of: readonly TargetProgress[], { period }: TargetProgress): ProgressSum {
  const isOver = of.every((one) => one.isOver);
  const hasBegun = of.some(({ timeShare, isOver: over }) => over || timeShare > 0);
  const names = new Set(of.flatMap(({ figures }) => figures.map(nameOf)));
  const figures = [...names].flatMap((name): FigureProgress[] => {
    const parts = of.flatMap((one) => one.figures.filter((figure) => nameOf(figure) === name));
    const [first] = parts;
    if (!first) return [];
    const add = (of: 'target' | 'done' | 'expected') => parts.reduce((sum, part) => sum + part[of], 0);
    const standing = { target: add('target'), done: add('done'), expected: add('expected') };
    return [{ ...first, ...standing, pace: paceOf(standing, { isOver, hasBegun }) }];
  });
  return {
    period,
    teams: of.map(({ team }) => team.name),
    isOver,
    figures,
    ...apartIn(of),
  };
}

const apartIn = (of: readonly TargetProgress[]): Pick<ProgressSum, 'apart' | 'together'> => ({
  apart: apartOf(of.flatMap(({ apart }) => apart)),
  together: of.length === 1 ? of[0]?.together : undefined,
});

const nameOf = ({ figure, currency }: FigureProgress): string => `${figure} ${currency ?? ''}`;

const apartOf = (parts: readonly Apart[]): Apart[] =>
  [...new Set(parts.map(({ currency }) => currency))].map((currency) => {
    const same = parts.filter((part) => part.currency === currency);
    const add = (of: 'cents' | 'leads') => same.reduce((sum, part) => sum + part[of], 0);
    return { currency, cents: add('cents'), leads: add('leads') };
  });
