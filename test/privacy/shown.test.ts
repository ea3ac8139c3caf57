/** The messages that show a person who is erased, or a text about them, are drawn again. */
import { describe, expect, test } from 'vitest';
import { noteLead } from '../../src/leads/acts/note.ts';
import { cardKey as leadCardKey } from '../../src/leads/card-place.ts';
import { requireLead } from '../../src/leads/queries.ts';
import { openErasureLog } from '../../src/platform/db/erasure-log.ts';
import { savePosted } from '../../src/platform/outbox/posted-messages.ts';
import { webhookEvents } from '../../src/platform/webhooks/table.ts';
import { forgetContact } from '../../src/privacy/contact.ts';
import { noteErasure } from '../../src/privacy/erasures.ts';
import { eraseOtherTexts } from '../../src/privacy/mentions.ts';
import { erasures } from '../../src/privacy/table.ts';
import { askForContent } from '../../src/requests/acts/ask.ts';
import { voteForLead } from '../../src/requests/acts/vote.ts';
import { cardKey as requestCardKey } from '../../src/requests/card-place.ts';
import { personKey } from '../../src/requests/person-message.ts';
import { requireRequest } from '../../src/requests/queries.ts';
import { requestHistory } from '../../src/requests/table.ts';
import { rideKey } from '../../src/ride-alongs/posted.ts';
import { rideAlongDebriefs, rideAlongs } from '../../src/ride-alongs/table.ts';
import { teamsOfKind } from '../../src/teams/queries.ts';
import { wins } from '../../src/wins/table.ts';
import { postWeek } from '../../src/wins/weeks.ts';
import { requestIn, people as requestPeople } from '../requests/requests.ts';
import { BOSS, winsWorld } from '../wins/world.ts';

type World = Awaited<ReturnType<typeof winsWorld>>;

const ana = { name: 'Ana Reis', email: 'ana@porto.example', phone: null };
const WORDS = 'For Ana Reis';

const forget = (world: World, leadId: number) =>
  world.write((tx) =>
    forgetContact(tx, openErasureLog(':memory:', undefined), [requireLead(tx, leadId)], 'ADA', world.now()),
  );

async function eraseTexts(world: World): Promise<void> {
  await world.sent();
  await world.write((tx) => noteErasure(tx, { subject: 'lead:99:1', contact: ana }, world.now()));
  await eraseOtherTexts({ db: world.db, write: world.write, now: world.now });
}

const erased = ({ db }: World): string[] =>
  db
    .select()
    .from(erasures)
    .all()
    .map(({ subject }) => subject);

function request(world: World, leadId: number | null) {
  const { title, kind, stage, audience, customer, priority, hurry } = requestIn('new');
  const form = {
    title,
    kind,
    stage,
    audience,
    customer,
    priority,
    hurry,
    leadId,
    words: WORDS,
    neededBy: '2026-06-05',
  };
  const teamId = teamsOfKind(world.db, 'marketing')[0]?.id ?? 0;
  return world.write((tx) => askForContent(tx, { form, teamId, requesterId: 'A' }, world.now()));
}

function ride(world: World, leadId: number) {
  const words = {
    kind: 'call',
    title: WORDS,
    status: 'open',
    side: 'marketing',
    channelId: 'CRIDES',
    hostId: 'A',
  } as const;
  const times = { startsAt: world.now(), endsAt: world.now(), createdAt: world.now() };
  return world.write((tx) => {
    const values = { ...words, ...times, leadId, teamId: world.team.id, seats: 1, sequence: 0 };
    const { id } = tx.insert(rideAlongs).values(values).returning().get();
    savePosted(tx, rideKey(id), { channel: 'CRIDES', ts: '1.1' });
    return id;
  });
}

describe('a lead that is erased', () => {
  test('is drawn again in the post of a week', async () => {
    const world = await winsWorld();
    const leadId = await world.win(5);
    await world.keep();
    await world.write((tx) => {
      tx.update(wins).set({ posting: 'week' }).run();
      postWeek(tx, world.now());
    });
    await world.sent();
    await forget(world, leadId);
    expect(world.told('win_week')).toEqual([['CSALES', { weekId: 1 }]]);
  });

  test('is drawn again in requests for it and ride-alongs of it', async () => {
    const world = await winsWorld();
    const { id: leadId } = await world.handOff(world.now(), ana);
    const [own, voted, other] = [await request(world, leadId), await request(world, null), await request(world, null)];
    await world.write((tx) => {
      voteForLead(tx, { requestId: voted.id, leadId, actor: requestPeople.voter }, world.now());
      for (const { id } of [own, voted, other])
        savePosted(tx, requestCardKey(id), { channel: 'CMARKETING', ts: `${id}.1` });
    });
    const rideId = await ride(world, leadId);
    await world.sent();
    await forget(world, leadId);
    const requests = world.told('request_card').map(([, payload]) => (payload as { requestId: number }).requestId);
    expect(requests.toSorted()).toEqual([own.id, voted.id]);
    expect(world.told('ride_along')).toEqual([['CRIDES', { rideId }]]);
  });
});

describe('a text about someone who is erased', () => {
  test('in another lead redraws its card, and in its notes empties the thread', async () => {
    const world = await winsWorld();
    const { id } = await world.handOff(world.now(), { name: 'Bo Li', email: 'bo@li.example', need: WORDS });
    await world.write((tx) => {
      savePosted(tx, leadCardKey(id), { channel: 'CSALES', ts: '1.1' });
      noteLead(tx, { leadId: id, actor: { ...BOSS, id: 'A' }, words: WORDS }, world.now());
    });
    await eraseTexts(world);
    expect(requireLead(world.db, id).need).toBe('For Erased');
    expect(world.told('lead_card').map(([, payload]) => payload)).toEqual([{ leadId: id }]);
    expect(erased(world)).toContain('thread:CSALES:1.1');
  });

  test('in a request redraws its card and its messages', async () => {
    const world = await winsWorld();
    const { id } = await request(world, null);
    await world.write((tx) => {
      savePosted(tx, requestCardKey(id), { channel: 'CMARKETING', ts: '1.1' });
      savePosted(tx, personKey('request_message', id, 'A'), { channel: 'DA', ts: '2.1' });
      const at = { requestId: id, at: world.now(), actorId: 'A' };
      tx.insert(requestHistory)
        .values({ ...at, kind: 'noted', statusAfter: 'new', details: { words: WORDS } } as never)
        .run();
    });
    await eraseTexts(world);
    expect(requireRequest(world.db, id).words).toBe('For Erased');
    expect(world.told('request_card')).toHaveLength(1);
    expect(world.told('request_message').map(([to]) => to)).toEqual(['A']);
    expect(erased(world)).toContain('thread:CMARKETING:1.1');
  });

  test('in a ride-along or its debrief redraws its offer', async () => {
    const world = await winsWorld();
    const { id: leadId } = await world.handOff(world.now(), { name: 'Bo Li', email: 'bo@li.example' });
    const rideId = await ride(world, leadId);
    await eraseTexts(world);
    expect(world.told('ride_along')).toEqual([['CRIDES', { rideId }]]);
    await world.write((tx) =>
      tx.insert(rideAlongDebriefs).values({ rideId, userId: 'A', asked: WORDS, at: world.now() }).run(),
    );
    await world.write((tx) => tx.delete(erasures).run());
    await eraseTexts(world);
    expect(world.told('ride_along')).toEqual([['CRIDES', { rideId }]]);
  });

  test('in a webhook is left if the webhook is about a namesake', async () => {
    const world = await winsWorld();
    const { id: namesake } = await world.handOff(world.now(), { ...ana, email: 'reis@elsewhere.example' });
    const { id: other } = await world.handOff(world.now(), { name: 'Bo Li', email: 'bo@li.example' });
    const subjects = [`lead:${namesake}`, `lead:${other}`, 'item:1'];
    await world.write((tx) => {
      tx.delete(webhookEvents).run();
      for (const [at, subject] of subjects.entries())
        tx.insert(webhookEvents)
          .values({
            sequence: at + 1,
            id: subject,
            type: 'lead.noted',
            at: world.now(),
            subject,
            thin: {},
            full: { words: WORDS },
          })
          .run();
    });
    await eraseTexts(world);
    const told = world.db
      .select()
      .from(webhookEvents)
      .all()
      .map(({ full }) => full?.words);
    expect(told).toEqual([WORDS, 'For Erased', 'For Erased']);
  });
});
