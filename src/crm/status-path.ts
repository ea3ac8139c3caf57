/** The acts by which a lead reaches a status that it got in the CRM. */
import { type LeadAct, lifecycle } from '../leads/lifecycle.ts';
import type { LeadStatus } from '../leads/types.ts';

/** An act that a status of the CRM can stand for. A nurture needs a date, so it is left out. */
type Step = Extract<
  LeadAct,
  | 'accept'
  | 'touch'
  | 'qualify'
  | 'win'
  | 'lose'
  | 'reopen'
  | 'decline'
  | 'disqualify'
  | 'release'
  | 'hand_back'
  | 'wake'
>;

const onwards: Partial<Record<Step, { from: readonly LeadStatus[]; to: LeadStatus }>> = {
  accept: lifecycle.accept,
  touch: { from: ['accepted'], to: 'working' },
  qualify: lifecycle.qualify,
  win: lifecycle.win,
  lose: lifecycle.lose,
  reopen: lifecycle.reopen,
  decline: lifecycle.decline,
  disqualify: lifecycle.disqualify,
};

/** Steps back to `new`, which are never part of a longer way. */
const alone = { release: lifecycle.release, hand_back: lifecycle.hand_back, wake: lifecycle.wake } as const;

/** The shortest way to one of these statuses; undefined without one. Empty if the lead has one of them. */
export function pathTo(from: LeadStatus, wanted: readonly LeadStatus[]): Step[] | undefined {
  const single = Object.entries(alone).find(([, { from: starts }]) => (starts as readonly string[]).includes(from));
  const seen = new Map<LeadStatus, Step[]>([[from, []]]);
  for (const [status, path] of seen) {
    if (wanted.includes(status)) return path;
    if (status === from && single && wanted.includes('new')) return [single[0] as Step];
    for (const [step, { from: starts, to }] of Object.entries(onwards)) {
      if (starts.includes(status) && !seen.has(to)) seen.set(to, [...path, step as Step]);
    }
  }
  return undefined;
}
