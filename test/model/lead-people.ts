/** People and a lead: who may act on it, and who answers for it. */
import { isHere, isMarketer, isSeller, managesSales, type Who } from './company.ts';
import type { Lead } from './lead.ts';
import type { Relation } from './life.ts';

/** They handed it off, or answer for it. */
const isOfMarketing = ({ marketer, story }: Lead, by: Who): boolean =>
  isMarketer(by) || marketer === by || story[0] === `${by} handed_off`;
const has = ({ asked, owner }: Lead, by: Who): boolean => asked === by || owner === by;

const inTeams = (lead: Lead, by: Who): boolean => isSeller(by) || managesSales(by) || isOfMarketing(lead, by);
const ofNoTeam = 'Only the sales and marketing teams can do this.';
const onlySales = 'Only the sales team of #sales can do this. If you belong there, ask its manager to add you.';
const sells = (lead: Lead, by: Who): boolean => isSeller(by) || managesSales(by) || has(lead, by);

/** Relations of people to a lead, with the sentence for everyone else. */
export const relations = {
  sales: { may: sells, refusal: () => onlySales },
  /** Marketing also nurtures leads, but not while sales has them. */
  salesNow: { may: sells, refusal: (lead: Lead, by: Who) => (inTeams(lead, by) ? onlySales : ofNoTeam) },
  taker: {
    may: (lead: Lead, by: Who) => isSeller(by) || has(lead, by),
    refusal: () =>
      'You are not in the sales team of #sales, so you cannot accept its leads. You can reassign this lead to one of its sellers.',
  },
  owner: {
    may: ({ owner }: Lead, by: Who) => managesSales(by) || (owner === null ? isSeller(by) : owner === by),
    refusal: ({ owner }: Lead) =>
      owner === null ? onlySales : `@${owner} has this lead. Only they or their manager can do this.`,
  },
  marketing: {
    may: (lead: Lead, by: Who) => isOfMarketing(lead, by) || managesSales(by),
    refusal: () => 'This lead is back with marketing: only marketing can do this.',
  },
  anyone: { may: inTeams, refusal: () => ofNoTeam },
} satisfies Record<string, Relation<Lead>>;
export type Relations = readonly (keyof typeof relations)[];

/** The person who handed it off answers for it in marketing; without them, Ada. */
export const marketerOf = ([first = '']: readonly string[], marketer: Who | null): Who => {
  const named = marketer ?? (first.split(' ')[0] as Who);
  return isHere(named) ? named : 'ada';
};
