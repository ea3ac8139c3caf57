import { leads } from '../../src/leads/table.ts';
import { useWithLead } from '../../src/library/usage.ts';
import { desc, eq } from '../../src/platform/db/drizzle.ts';
import { askForContent } from '../../src/requests/acts/ask.ts';
import { claimRequest } from '../../src/requests/acts/claim.ts';
import { deliverRequest } from '../../src/requests/acts/deliver.ts';
import { saveFeedback } from '../../src/requests/acts/helped.ts';
import { requireRequest } from '../../src/requests/queries.ts';
import { workingDaysAhead } from '../../src/teams/working-time.ts';
import { DAY, type Life, later, maker, type Scene, seller, soonEnough } from './scene.ts';

/** Wanted by sales in the weeks before the story, in their order. */
export const wantedContent = [
  ['Rest times in logistics, explained', 'one_pager'],
  ['Slide about our support', 'deck'],
  ['Case study of a bakery with many shops', 'case_study'],
  ['Single sign-on, step by step', 'data_sheet'],
  ['Email after a first demo', 'email'],
  ['Questions of works councils, answered', 'one_pager'],
  ['Price per shop, for franchises', 'pricing'],
  ['Comparison with paper rosters', 'one_pager'],
  ['Case study of a care home', 'case_study'],
  ['How the first month goes', 'deck'],
  ['Swapping shifts in two minutes', 'video'],
  ['Our certificates on one page', 'data_sheet'],
] as const;

type Wanted = (typeof wantedContent)[number];

/** One request, from the question to the answer whether it helped. */
export function* requestLife(
  scene: Scene,
  { wanted: [title, kind], at, isLate }: { wanted: Wanted; at: Date; isLate: boolean },
): Life {
  const { chance, people, marketing } = scene;
  let tx = yield at;
  const requesterId = chance.any([people.sam, people.lena]);
  const lead = tx
    .select({ id: leads.id })
    .from(leads)
    .where(eq(leads.ownerId, requesterId))
    .orderBy(desc(leads.id))
    .limit(1)
    .get();
  const promised = chance.between(3, 6);
  const form = {
    ...{ title, kind, stage: null, audience: null, leadId: lead?.id ?? null, customer: null, words: null, hurry: null },
    priority: chance.any(['normal', 'normal', 'high'] as const),
    neededBy: workingDaysAhead(marketing, at, promised),
  };
  const request = askForContent(tx, { form, teamId: marketing.id, requesterId }, at);

  let now = soonEnough(scene, at, [15, 300]);
  tx = yield now;
  const actor = maker(scene, chance.any([people.mia, people.noah]));
  claimRequest(tx, { requestId: request.id, actor }, now);

  now = soonEnough(scene, now, isLate ? [(promised + 1) * DAY, (promised + 2) * DAY] : [DAY, (promised - 1) * DAY]);
  tx = yield now;
  const slug = title.toLowerCase().replace(/[^a-z]+/g, '-');
  deliverRequest(
    tx,
    {
      ...{ requestId: request.id, actor, words: null },
      item: { title, kind, stage: null, tags: [], summary: null, ownerId: actor.id, reviewAt: null },
      content: { link: `https://library.fernhill.example/${slug}` },
    },
    now,
  );

  now = soonEnough(scene, now, [30, DAY]);
  tx = yield now;
  saveFeedback(tx, { requestId: request.id, userId: requesterId, helped: chance.is(0.85), words: null }, now);
  const { itemId } = requireRequest(tx, request.id);
  if (itemId === null || !lead) return;
  now = later(scene, now, [30, DAY]);
  tx = yield now;
  useWithLead(tx, { leadId: lead.id, actor: seller(scene, requesterId), itemId, words: null }, now);
}
