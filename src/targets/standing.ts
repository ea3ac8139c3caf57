/** The progress against targets, as progress.ts computes it. */
import type { Converted } from '../currency/convert.ts';
import type { Team } from '../teams/table.ts';
import type { TargetPeriod } from './periods.ts';
import type { Target } from './table.ts';
import type { Pace, TargetFigure } from './types.ts';

/** One figure against its target: revenue in cents, the others in leads. */
export interface FigureProgress {
  figure: TargetFigure;
  /** Of revenue, ISO 4217. */
  currency: string | null;
  target: number;
  done: number;
  /** The part of the target that falls to the working time that has passed. */
  expected: number;
  pace: Pace;
}

/** Revenue that is not in the currency of the target; null is without a value. */
export interface Apart {
  currency: string | null;
  cents: number;
  leads: number;
}

export interface TargetProgress {
  target: Target;
  team: Team;
  period: TargetPeriod;
  /** The share of the team's working time of the period that has passed, from 0 to 1. */
  timeShare: number;
  isOver: boolean;
  /** Figures without a target are left out. */
  figures: FigureProgress[];
  /** Never added to the revenue. */
  apart: Apart[];
  /** The revenue with that apart, by the rates of the managers; undefined without them. The pace leaves it out. */
  together: Converted | undefined;
}

/** All teams with a target for the same period. */
export interface ProgressSum {
  period: TargetPeriod;
  /** Their names. */
  teams: string[];
  isOver: boolean;
  /** Each once, but the revenue once per currency. Their sums are those of the teams. */
  figures: FigureProgress[];
  apart: Apart[];
  /** Of a single team. */
  together: Converted | undefined;
}

export interface Progress {
  /** By the name of the team. */
  targets: TargetProgress[];
  /** Quarters before months. */
  sums: ProgressSum[];
}
