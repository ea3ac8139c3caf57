/**
 * A month in which people change leads in Slack and contacts in HubSpot, while requests fail and the process is killed. At the end both
 * sides agree, and nothing was added twice. `SEED=… npx vitest run -c vitest.long.config.ts test/crm/hubspot/agreement.long.test.ts`
 * repeats a month.
 */
import { expect, test } from 'vitest';
import { linkOfLead, linkOfRecord } from '../../../src/crm/links.ts';
import { acceptLead } from '../../../src/leads/acts/accept.ts';
import { noteLead } from '../../../src/leads/acts/note.ts';
import { loseLead, qualifyLead, winLead } from '../../../src/leads/acts/outcome.ts';
import { touchLead } from '../../../src/leads/acts/touch.ts';
import type { Lead } from '../../../src/leads/table.ts';
import type { Tx } from '../../../src/platform/db/write.ts';
import { UserError } from '../../../src/platform/errors.ts';
import { actor } from '../../leads/world.ts';
import type { Fault } from '../../support/hubspot/fake.ts';
import { agreement, STAGE } from './agreement.ts';

const seller = { ...actor('A'), isMarketer: true };
const faults: Fault[] = [
  'reset before',
  'reset after',
  '500 before',
  '502 after',
  'html before',
  'limit',
  'search limit',
  'locked',
  'day limit',
];
const STEPS = 200;

/** Mulberry32: the same numbers for the same seed. */
function numbers(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    below: (most: number) => Math.floor(next() * most),
    one: <T>(all: readonly T[]): T => all[Math.floor(next() * all.length)] as T,
  };
}

const seeds = process.env.SEED ? [Number(process.env.SEED)] : [1, 2, 3, 4, 5, 6];

test.each(seeds)('seed %i ends in agreement', async (seed) => {
  const { next, below, one } = numbers(seed);
  const baton = await agreement();
  const { fake, people, write, time, leads } = baton;
  const counts = { inBaton: 0, inHubSpot: 0 };
  const contacts: string[] = [];
  const person = () => {
    const n = counts.inBaton + counts.inHubSpot;
    return {
      first: `First${n}`,
      last: `Last${n}`,
      email: `p${n}@acme${n}.example`,
      phone: `+3519${String(12_000_000 + n)}`,
      company: `Acme ${n}`,
    };
  };
  const act = async (what: (tx: Tx, leadId: number) => Lead): Promise<void> => {
    const all = leads();
    if (all.length === 0) return;
    const { id } = one(all);
    await write((tx) => what(tx, id)).catch((error: unknown) => {
      if (!(error instanceof UserError)) throw error;
    });
  };
  const here = () => contacts.filter((id) => people.valuesOf('contacts', id));
  const onOne = (what: (id: string) => void) => {
    const all = here();
    if (all.length > 0) what(one(all));
  };

  const acts: (() => Promise<void> | void)[] = [
    async () => {
      const { first, last, email, phone, company } = person();
      counts.inBaton++;
      const has = one(['email', 'phone', 'both']);
      await baton.handOff(time.now(), {
        name: `${first} ${last}`,
        company,
        email: has === 'phone' ? null : email,
        phone: has === 'email' ? null : phone,
      });
    },
    () => {
      const { first, last, email, phone, company } = person();
      counts.inHubSpot++;
      contacts.push(
        people.addContact({
          firstname: first,
          lastname: last,
          email,
          phone,
          company,
          lifecyclestage: STAGE,
          hubspot_owner_id: one(['71', '72']),
        }),
      );
    },
    () => act((tx, leadId) => acceptLead(tx, { leadId, seller, by: 'button' }, time.now())),
    () =>
      act((tx, leadId) =>
        touchLead(
          tx,
          {
            leadId,
            actor: seller,
            kind: one(['call', 'email', 'meeting']),
            outcome: 'reached',
            words: `Talk ${below(1000)}`,
          },
          time.now(),
        ),
      ),
    () => act((tx, leadId) => noteLead(tx, { leadId, actor: seller, words: `Note ${below(1000)}` }, time.now())),
    () =>
      act((tx, leadId) =>
        qualifyLead(
          tx,
          { leadId, actor: seller, deal: { amount: 100 + below(900), currency: 'EUR', closeOn: '2026-07-20' } },
          time.now(),
        ),
      ),
    () => act((tx, leadId) => winLead(tx, { leadId, actor: seller }, time.now())),
    () => act((tx, leadId) => loseLead(tx, { leadId, actor: seller, reason: 'price', words: null }, time.now())),
    () =>
      onOne((id) =>
        people.edit('contacts', id, { company: `Renamed ${below(1000)}`, jobtitle: one(['CEO', 'Buyer']) }),
      ),
    () =>
      onOne((id) =>
        people.edit('contacts', id, { phone: `+351 91${one(['1', '2', '3'])} ${String(100_000 + below(900_000))}` }),
      ),
    // One that has come in leaves the rule. Coming back would make it a lead again, if sales is done with it.
    () =>
      onOne((id) => {
        const { hs_object_id, lifecyclestage } = people.valuesOf('contacts', id) ?? {};
        if (lifecyclestage === STAGE && linkOfRecord(baton.db, baton.connection.id, hs_object_id ?? ''))
          people.edit('contacts', id, { lifecyclestage: 'opportunity' });
      }),
    () =>
      onOne((id) => {
        const n = contacts.push(people.addContact({ email: `second${below(1_000_000)}@other.example` }));
        contacts.push(people.merge(id, String(contacts[n - 1])));
      }),
  ];

  fake.trouble(() => {
    if (next() > 0.12) return undefined;
    const fault = one(faults);
    if (next() < 0.2) baton.kill();
    return fault;
  });
  for (let step = 0; step < STEPS; step++) {
    await one(acts)();
    if (next() < 0.6) await baton.sync(60 + below(6 * 3600));
  }
  fake.trouble(undefined);
  for (let round = 0; round < 40; round++) await baton.sync(600);
  fake.seen.length = 0;
  for (let round = 0; round < 10; round++) await baton.sync(600);

  expect(fake.seen.filter(({ path, method }) => method === 'PATCH' || /update|create$/.test(path))).toEqual([]);
  expect(fake.created().contacts).toBe(counts.inBaton);
  expect(leads()).toHaveLength(counts.inBaton + counts.inHubSpot);
  const bodies = (['notes', 'calls', 'meetings', 'emails'] as const).flatMap((type) =>
    people
      .all(type)
      .map(({ values }) =>
        (values.hs_note_body ?? values.hs_call_body ?? values.hs_meeting_body ?? values.hs_email_text ?? '')
          .split(/<br>|\n/)
          .at(-1),
      ),
  );
  expect(bodies.toSorted()).toEqual([...new Set(bodies)].toSorted());
  for (const lead of leads()) {
    const link = linkOfLead(baton.db, baton.connection.id, lead.id);
    const values = people.valuesOf('contacts', link?.recordId ?? '');
    expect(values, `lead ${lead.id}`).toBeDefined();
    const compared = {
      name: `${values?.firstname} ${values?.lastname}`,
      company: values?.company,
      email: values?.email ?? null,
      phone: values?.phone?.replaceAll(' ', '') ?? null,
    };
    expect(compared).toEqual({ name: lead.name, company: lead.company, email: lead.email, phone: lead.phone });
    const deals = people.linked(link?.recordId ?? '', 'deals');
    const stage = { qualified: 'qualifiedtobuy', won: 'closedwon' }[lead.status as string];
    if (stage)
      expect(deals.map((deal) => [deal.values.dealstage, Number(deal.values.amount)])).toEqual([[stage, lead.amount]]);
    expect(deals.length).toBeLessThanOrEqual(1);
  }
});
