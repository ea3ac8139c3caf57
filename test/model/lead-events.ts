/** Steps of leads that are no act on one card: they come in, several are accepted at once, sellers are away, a contact is erased. */
import assert from 'node:assert/strict';
import { createSource } from '../../src/intake/acts/sources.ts';
import { AUTHORIZATION } from '../../src/intake/types.ts';
import { teamsOfKind } from '../../src/teams/queries.ts';
import { absenceOf, called, isAway, isSeller, promote, salesManager, setAway, type Who } from './company.ts';
import { assertTold } from './hands.ts';
import { attempt, handedOff, handedOffAgain, type Lead } from './lead.ts';
import { pass, takenBack } from './lead-time.ts';
import { cardOf, checkErased, contactOf, idOf, type Leads, MOST_LEADS, nameOf, settle } from './leads.ts';
import type { Stage } from './stage.ts';
import { step } from './step.ts';

const isRoom = ({ named }: Leads): boolean => named < MOST_LEADS && absenceOf('mia') === undefined;
const hasLeads = ({ things }: Leads): boolean => things.length > 0;
const chosen = ({ things }: Leads, at: number) => [at % things.length, things[at % things.length] as Lead] as const;

/** Mia fills in the form of a hand-off. Resolves with the title of what follows. */
async function fillIn(stage: Stage, name: string): Promise<string | undefined> {
  const mia = stage.as('mia');
  await mia.command('/handoff', { in: '#marketing' });
  const form = await mia.modal('Hand off a lead');
  await form.fill({ ...contactOf(name), 'What do they need?': 'A demo' });
  assert.deepEqual(await form.submit(), { ok: true });
  await stage.app.settled();
  return mia.modals().at(-1)?.title;
}

async function received(model: Leads, stage: Stage, name: string): Promise<void> {
  await stage.app.settled();
  model.things.push(handedOff(name));
  model.named += 1;
  await settle(model, stage, ['mia']);
  const asked = model.things.at(-1)?.asked;
  const free = (['sam', 'sue', 'max'] as const).filter((who) => isSeller(who) && !isAway(who, stage.now()));
  assert.ok(free.length === 0 || free.some((who) => who === asked), `${name} goes to ${asked}; there are ${free}`);
}

export const handOff = () =>
  step<Leads>(async (model, stage, tell) => {
    const name = nameOf(model.named);
    tell(`Mia hands off ${name}`);
    await fillIn(stage, name);
    await stage.closeAll('mia');
    await received(model, stage, name);
  }, isRoom);

/** Another system sends a lead over HTTP. */
export const sendIn = () =>
  step<Leads>(async (model, stage, tell) => {
    const name = nameOf(model.named);
    tell(`The contact form sends ${name}`);
    const { Name, Company, Email } = contactOf(name);
    const { doorPort, deps } = stage.app.baton;
    const key = await doorKey(stage);
    for (let tries = 0; doorPort() === undefined && tries < 100; tries += 1) await deps.write(() => undefined);
    const answer = await fetch(`http://127.0.0.1:${doorPort()}/v1/leads/contact-form`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name: Name, company: Company, email: Email, need: 'A demo' }),
    });
    assert.equal(answer.status, 201, await answer.text());
    await received(model, stage, name);
  }, isRoom);

const keys = new WeakMap<Stage, string>();

async function doorKey(stage: Stage): Promise<string> {
  const known = keys.get(stage);
  if (known !== undefined) return known;
  const { deps } = stage.app.baton;
  const { key } = await deps.write((tx) => {
    const marketerId = stage.app.slack.ids.people.mia ?? '';
    const teamId = teamsOfKind(tx, 'sales')[0]?.id ?? 0;
    const form = { name: 'Contact form', teamId, marketerId, auth: AUTHORIZATION };
    return createSource(tx, deps.keys, form, { by: 'test' }, deps.now());
  });
  keys.set(stage, key);
  await stage.travel(stage.now());
  return key;
}

/** The same contact again: the lead comes back if it can, and what is new is in its thread. */
export const handOffAgain = (at: number) =>
  step<Leads>(
    async (model, stage, tell) => {
      const [index, lead] = chosen(model, at);
      tell(`Mia hands off ${lead.name} again`);
      const now = stage.now();
      assert.equal(await fillIn(stage, lead.name), 'Already in Baton');
      const form = await stage.as('mia').modal('Already in Baton');
      if (form.value('Action') === 'Create a new lead')
        await form.fill({ Action: 'Only add to the earlier lead: no one is asked' });
      assert.deepEqual(await form.submit(), { ok: true });
      await stage.app.settled();
      await stage.closeAll('mia');
      model.things[index] = handedOffAgain(lead, now);
      await settle(model, stage, ['mia', 'sam']);
    },
    (model) => hasLeads(model) && absenceOf('mia') === undefined,
  );

/** Adds ✅ to a card, or takes it back. */
export const tick = (by: Who, at: number) =>
  step<Leads>(
    async (model, stage, tell) => {
      const [index, lead] = chosen(model, at);
      const key = `${by} on ${lead.name}`;
      const [card, now] = [cardOf(stage, lead.name), stage.now()];
      await stage.said(by, ['#sales']);
      if (model.ticks.delete(key)) {
        tell(`${called(by)} takes ✅ off ${lead.name}`);
        stage.as(by).unreact(card, 'white_check_mark');
        model.things[index] = takenBack(lead, by, now);
        await stage.app.settled();
      } else {
        tell(`${called(by)} puts ✅ on ${lead.name}`);
        model.ticks.add(key);
        stage.as(by).react(card, 'white_check_mark');
        await stage.app.settled();
        const outcome = attempt(lead, { act: 'accept', by, now });
        if (outcome.thing) model.things[index] = outcome.thing;
        const [said] = await stage.said(by, ['#sales']);
        assertTold(said, outcome.refused);
      }
      await settle(model, stage, [by]);
    },
    (model) => hasLeads(model) && !['deactivated', 'outside'].includes(absenceOf(by) ?? ''),
  );

/** All leads that no one has accepted, from the list. */
export const acceptAll = (by: Who) =>
  step<Leads>(
    async (model, stage, tell) => {
      const waiting = model.things.filter(({ status }) => status === 'new');
      tell(`${called(by)} accepts ${waiting.map(({ name }) => name).join(' and ')} from the list`);
      const now = stage.now();
      await stage.as(by).command('/leads team', { in: '#sales' });
      await (await stage.as(by).modal('Team leads')).press('Bulk actions…');
      const form = await stage.as(by).modal('Bulk actions');
      await form.fill({ Action: 'Accept', 'Select leads': waiting.map(({ name }) => `${name} · ${name} Foods`) });
      assert.deepEqual(await form.submit(), { ok: true });
      await stage.app.settled();
      await stage.closeAll(by);
      model.things = model.things.map((lead) =>
        waiting.includes(lead) ? (attempt(lead, { act: 'accept', by, now }).thing ?? lead) : lead,
      );
      await settle(model, stage, [by, 'mia']);
    },
    ({ things }) =>
      isSeller(by) && absenceOf(by) === undefined && things.filter(({ status }) => status === 'new').length > 1,
  );

/** A seller is away for two days, or back. */
export const goAway = (who: 'sam' | 'sue') =>
  step<Leads>(
    async (model, stage, tell) => {
      const isThere = !isAway(who, stage.now());
      tell(`${called(who)} is ${isThere ? 'away for two days' : 'at work again'}`);
      await stage.as(who).command(isThere ? '/leads away for 2 days' : '/leads back', { in: '#sales' });
      await stage.app.settled();
      setAway(who, isThere ? stage.now() : undefined);
      await settle(model, stage, [who]);
    },
    () => absenceOf(who) === undefined,
  );

/** Another person manages sales, by its settings. */
export const changeManager = () =>
  step<Leads>(
    async (model, stage, tell) => {
      const next = salesManager() === 'max' ? 'sue' : 'max';
      tell(`Ada makes ${called(next)} the manager of sales`);
      const ada = stage.as('ada');
      await ada.command('/baton teams', { in: '#marketing' });
      await (await ada.modal('Teams')).press({ actionId: 'team_edit', value: '1' });
      const form = await ada.modal('Edit team');
      await form.fill({ Manager: next });
      assert.deepEqual(await form.submit(), { ok: true });
      await stage.app.settled();
      await stage.closeAll('ada');
      promote(next);
      await stage.travel(stage.now() + 60_000);
      model.things = model.things.map((lead) => pass(lead, stage.now()));
      await settle(model, stage, ['sue', 'ada']);
    },
    () => absenceOf('sue') === undefined,
  );

/** A contact wants to be forgotten. */
export const forget = (at: number) =>
  step<Leads>(async (model, stage, tell) => {
    const [index, { name }] = chosen(model, at);
    tell(`Ada erases ${name}`);
    const [ada, id, { ts }] = [stage.as('ada'), idOf(stage, name), cardOf(stage, name)];
    await ada.command(`/baton forget ${contactOf(name).Email}`, { in: '#marketing' });
    const form = await ada.modal('Erase a person');
    await form.fill({ 'Type the name to confirm': name });
    assert.deepEqual(await form.submit(), { ok: true });
    await stage.app.settled();
    await stage.travel(stage.now());
    await stage.closeAll('ada');
    model.things = model.things.filter((_, place) => place !== index);
    checkErased(stage, { id, ts, name });
    await settle(model, stage, ['ada', 'mia']);
  }, hasLeads);
