import { acceptLead } from '../../src/leads/acts/accept.ts';
import { declineLead } from '../../src/leads/acts/decline.ts';
import { handBackLead } from '../../src/leads/acts/hand-back.ts';
import { handOff } from '../../src/leads/acts/handoff.ts';
import { disqualifyLead, nurtureLead, wakeLead } from '../../src/leads/acts/nurture.ts';
import { loseLead, qualifyLead, winLead } from '../../src/leads/acts/outcome.ts';
import { touchLead } from '../../src/leads/acts/touch.ts';
import { declineAndRate, touchAndRate } from '../../src/leads/quality/rate.ts';
import type { Lead } from '../../src/leads/table.ts';
import type { Rating } from '../../src/leads/types.ts';
import { useWithLead } from '../../src/library/usage.ts';
import { DAY_MS } from '../../src/platform/time/units.ts';
import { personOf } from './companies.ts';
import { DAY, type Life, later, marketer, type Scene, seller, sellerOf, soonEnough } from './scene.ts';

interface Source {
  name: string;
  campaign: string | null;
  /** Probabilities. */
  fits: number;
  qualifies: number;
  wins: number;
  /** Thousands of a deal’s value. */
  deal: readonly [number, number];
}

const sources: Record<'webinar' | 'fair' | 'website' | 'referral' | 'newsletter', Source> = {
  webinar: {
    name: 'Autumn webinar',
    campaign: 'Planning without spreadsheets',
    ...{ fits: 0.86, qualifies: 0.5, wins: 0.42, deal: [8, 34] },
  },
  fair: { name: 'Trade fair Lisbon', campaign: null, fits: 0.9, qualifies: 0.55, wins: 0.45, deal: [14, 62] },
  website: { name: 'Website', campaign: null, fits: 0.74, qualifies: 0.38, wins: 0.36, deal: [4, 22] },
  referral: { name: 'Partner referral', campaign: null, fits: 0.95, qualifies: 0.66, wins: 0.58, deal: [12, 48] },
  newsletter: {
    name: 'Newsletter',
    campaign: 'Planning without spreadsheets',
    ...{ fits: 0.66, qualifies: 0.26, wins: 0.3, deal: [3, 14] },
  },
};

type SourceKey = keyof typeof sources;

/** The sources of each week, of which the fair and the webinar have theirs. */
const sourcesOfWeek = (week: number): readonly (readonly [SourceKey, number])[] => [
  ['website', 5],
  ['newsletter', week === 4 ? 5 : 2],
  ['referral', week >= 5 ? 3 : 2],
  ['webinar', week === 2 || week >= 6 ? 6 : 1],
  ['fair', week === 3 || week === 4 ? 6 : 1],
];

/** One lead, from its hand-off to its end, or to the beginning of the story. */
export function* leadLife(scene: Scene, { index, week, at }: { index: number; week: number; at: Date }): Life {
  const { chance, people } = scene;
  const source = sources[chance.of(sourcesOfWeek(week))];
  const marketerId = chance.is(0.55) ? people.mia : people.noah;
  const tx = yield at;
  const temperature = chance.of([
    ['hot', 2],
    ['warm', 5],
    ['cold', 1],
  ] as const);
  const form = {
    ...personOf(index, chance),
    ...{ source: source.name, campaign: source.campaign, temperature },
    stage: chance.any(['awareness', 'consideration', 'decision'] as const),
  };
  const by = { marketerId, assigneeId: null, messageLink: null, earlierLeadId: null };
  const lead = handOff(tx, { form, teamId: scene.sales.id, ...by }, at);
  if (chance.is(source.fits)) yield* worked(scene, { lead, source, given: at });
  else yield* returned(scene, { lead, source, given: at });
}

interface About {
  lead: Lead;
  source: Source;
  /** The moment at which sales got it. */
  given: Date;
}

/** Accepted, contacted, and qualified or not. */
function* worked(scene: Scene, { lead, source, given }: About): Life {
  const { chance, people } = scene;
  const isForgotten = chance.is(0.09);
  const accepted = soonEnough(scene, given, isForgotten ? [70, 200] : chance.is(0.3) ? [25, 52] : [2, 24]);
  let tx = yield accepted;
  const asked = sellerOf(tx, scene, lead);
  const isColleague = chance.is(0.15);
  const takerId = isColleague ? (asked === people.sam ? people.lena : people.sam) : asked;
  acceptLead(tx, { leadId: lead.id, seller: seller(scene, takerId), by: chance.any(['button', 'reaction']) }, accepted);

  const touched = soonEnough(scene, accepted, chance.is(0.12) ? [250, 600] : [10, 190]);
  tx = yield touched;
  const ownerId = sellerOf(tx, scene, lead);
  const isGood = chance.is(source.qualifies);
  const rating: Rating = isGood ? chance.any(['good', 'good', 'so_so']) : chance.any(['so_so', 'so_so', 'poor']);
  const contact = {
    kind: chance.any(['call', 'call', 'email', 'meeting'] as const),
    outcome: isGood ? ('next_step' as const) : chance.any(['reached', 'no_answer'] as const),
  };
  touchAndRate(
    tx,
    {
      ...{ leadId: lead.id, actor: seller(scene, ownerId), words: null, ratingWords: null },
      ...contact,
      rating: chance.is(0.7) ? rating : null,
    },
    touched,
  );
  if (isGood) yield* deal(scene, { lead, source, given: touched });
  else yield* unconvinced(scene, { lead, source, given: touched });
}

/** Qualified, with content on the way, and then won or lost. */
function* deal(scene: Scene, { lead, source, given }: About): Life {
  const { chance, itemIds } = scene;
  let at = later(scene, given, [DAY, 5 * DAY]);
  let tx = yield at;
  const amount = chance.between(...source.deal) * 1000 + chance.any([0, 200, 500]);
  const currency = chance.is(0.82) ? 'EUR' : 'USD';
  const actor = seller(scene, sellerOf(tx, scene, lead));
  qualifyLead(tx, { leadId: lead.id, actor, deal: { amount, currency, closeOn: null } }, at);
  if (chance.is(0.55)) {
    at = later(scene, at, [60, 3 * DAY]);
    tx = yield at;
    useWithLead(tx, { leadId: lead.id, actor, itemId: chance.any(itemIds), words: null }, at);
  }
  at = later(scene, at, [2 * DAY, 14 * DAY]);
  tx = yield at;
  if (chance.is(source.wins)) winLead(tx, { leadId: lead.id, actor }, at);
  else if (chance.is(0.7)) {
    const reason = chance.any(['price', 'competitor', 'no_decision', 'timing', 'missing_feature']);
    loseLead(tx, { leadId: lead.id, actor, reason, words: null }, at);
  }
}

/** Contacted again, and then nurtured or sent back: no seller keeps it open for long. */
function* unconvinced(scene: Scene, { lead, given }: About): Life {
  const { chance } = scene;
  let at = later(scene, given, [DAY, 3 * DAY]);
  let tx = yield at;
  const actor = seller(scene, sellerOf(tx, scene, lead));
  touchLead(tx, { leadId: lead.id, actor, kind: 'email', outcome: 'no_answer', words: null }, at);
  at = later(scene, at, [DAY, 4 * DAY]);
  tx = yield at;
  if (chance.is(0.6)) {
    const until = dayAfter(scene, chance.between(25, 90));
    nurtureLead(tx, { leadId: lead.id, actor, until, words: 'Interested, but not yet.' }, at);
    return;
  }
  const reason = chance.any(['no_budget', 'competitor', 'too_early']);
  declineLead(tx, { leadId: lead.id, actor, reason, words: null }, at);
  at = soonEnough(scene, at, [60, DAY]);
  tx = yield at;
  disqualifyLead(tx, { leadId: lead.id, actor: marketer(scene, lead.handedOffBy), words: null }, at);
}

const reasons = [
  ['not_a_fit', 5],
  ['no_budget', 2],
  ['wrong_contact', 2],
  ['too_early', 2],
  ['already_customer', 1],
] as const;

/** Sent back by sales, and answered by marketing. */
function* returned(scene: Scene, { lead, source, given }: About): Life {
  const { chance, clauseIds } = scene;
  let at = soonEnough(scene, given, [5, 50]);
  let tx = yield at;
  const reason = chance.of(reasons);
  const clauseId =
    reason === 'not_a_fit' ? clauseIds[chance.is(0.75) ? 0 : 1] : reason === 'no_budget' ? clauseIds[2] : null;
  const actor = seller(scene, sellerOf(tx, scene, lead));
  const rating = chance.is(0.6) ? 'poor' : null;
  declineAndRate(tx, { leadId: lead.id, actor, reason, words: null, clauseId: clauseId ?? null, rating }, at);

  at = soonEnough(scene, at, chance.is(0.8) ? [30, DAY] : [2 * DAY, 4 * DAY]);
  tx = yield at;
  const by = { leadId: lead.id, actor: marketer(scene, lead.handedOffBy) };
  const answer = chance.of([
    ['resubmit', 3],
    ['nurture', 3],
    ['disqualify', 4],
  ] as const);
  if (answer === 'disqualify') {
    disqualifyLead(tx, { ...by, words: 'Too small for us.' }, at);
    return;
  }
  if (answer === 'nurture') {
    nurtureLead(tx, { ...by, until: dayAfter(scene, chance.between(25, 90)), words: null }, at);
    at = later(scene, at, [5 * DAY, 15 * DAY]);
    if (at >= scene.lastHour) return;
    tx = yield at;
    wakeLead(tx, by, at);
  } else handBackLead(tx, { ...by, facts: 'They have grown since: sixty people, and a budget for this year.' }, at);
  yield* worked(scene, { lead, source, given: at });
}

/** Nurtured leads come back after the story has begun. */
const dayAfter = ({ end }: Scene, days: number): string =>
  new Date(end.getTime() + days * DAY_MS).toISOString().slice(0, 10);
