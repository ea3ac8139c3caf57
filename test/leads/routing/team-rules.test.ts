import { expect, test } from 'vitest';
import { handOff } from '../../../src/leads/acts/handoff.ts';
import { historyOf } from '../../../src/leads/queries.ts';
import {
  chooseTeam,
  hasTeamRules,
  NO_RULE,
  ruleOf,
  saveTeamRule,
  type TeamRule,
} from '../../../src/leads/routing/team-rules.ts';
import { changesOfTeam } from '../../../src/teams/changes.ts';
import { readPreferences } from '../../../views/settings/preferences.ts';
import { readRules } from '../../../views/teams/rules.ts';
import { submission } from '../../views/submitted.ts';
import { MONDAY_9, salesTeam } from '../world.ts';

const facts = { source: null, campaign: null, country: null, companySize: null };

/** A team without a rule, and three with one. */
async function teams() {
  const world = await salesTeam();
  const { db, write, team } = world;
  const more = await Promise.all(['DACH', 'Enterprise', 'Fairs'].map((name) => world.addTeam(name)));
  const [dach = 0, enterprise = 0, fairs = 0] = more;
  const rule = (teamId: number, part: Partial<TeamRule>) =>
    write((tx) => saveTeamRule(tx, { teamId, by: 'BOSS', rule: { ...NO_RULE, ...part } }, MONDAY_9));
  await rule(dach, { countries: ['DE', 'AT', 'CH'] });
  await rule(enterprise, { countries: ['DE'], sizeFrom: 500 });
  await rule(fairs, { sources: ['Trade fair'], campaigns: ['Autumn launch'] });
  return {
    ...world,
    rule,
    usual: team.id,
    dach,
    enterprise,
    fairs,
    to: (lead: object) => chooseTeam(db, { ...facts, ...lead }, team.id),
  };
}

test('source, campaign, country and company size choose the team, and the rule that asks for more wins', async () => {
  const { to, usual, dach, enterprise, fairs } = await teams();
  expect(to({})).toEqual({ teamId: usual, by: [] });
  expect(to({ country: 'FR' })).toEqual({ teamId: usual, by: [] });
  expect(to({ country: 'AT' })).toEqual({ teamId: dach, by: ['country'] });
  expect(to({ country: 'DE', companySize: '51–200' })).toEqual({ teamId: dach, by: ['country'] });
  expect(to({ country: 'DE', companySize: '1,000+' })).toEqual({ teamId: enterprise, by: ['country', 'companySize'] });
  expect(to({ country: 'DE', companySize: '500' }).teamId).toBe(enterprise);
  expect(to({ country: 'DE', companySize: '499' }).teamId).toBe(dach);
  expect(to({ country: 'DE', companySize: 'Enterprise' }).teamId).toBe(dach);
  expect(to({ source: 'trade  FAIR', campaign: 'autumn launch' })).toEqual({
    teamId: fairs,
    by: ['source', 'campaign'],
  });
  expect(to({ source: 'Trade fair' }).teamId).toBe(usual);
  // Two rules with as many parts: the older team.
  expect(to({ source: 'Trade fair', campaign: 'Autumn launch', country: 'DE', companySize: '900' }).teamId).toBe(
    enterprise,
  );
});

test('of two rules with as many parts, the one of the older team wins, whatever their names', async () => {
  const { to, rule, addTeam, enterprise } = await teams();
  await rule(await addTeam('Alps'), { countries: ['DE'], sizeFrom: 400 });
  expect(to({ country: 'DE', companySize: '900' }).teamId).toBe(enterprise);
});

test('a team without a rule is never chosen by rules', async () => {
  const { db, team } = await salesTeam();
  expect(hasTeamRules(db)).toBe(false);
  expect(chooseTeam(db, facts, team.id + 1)).toEqual({ teamId: team.id + 1, by: [] });
});

test('a change is on record, and an empty rule is no rule', async () => {
  const { db, rule, dach, to, usual } = await teams();
  expect(hasTeamRules(db)).toBe(true);
  await rule(dach, {});
  expect(ruleOf(db, dach)).toEqual(NO_RULE);
  expect(to({ country: 'AT' }).teamId).toBe(usual);
  expect(changesOfTeam(db, dach, 1)).toMatchObject([
    { before: { countries: ['DE', 'AT', 'CH'] }, after: { countries: [] }, by: 'BOSS' },
  ]);
});

test('a lead remembers which part of a rule brought it', async () => {
  const { db, write, dach } = await teams();
  const form = {
    ...facts,
    name: 'Jane',
    company: 'Acme',
    email: 'j@acme.example',
    phone: null,
    role: null,
    stage: null,
    need: 'A demo',
  };
  const handoff = {
    teamId: dach,
    assigneeId: null,
    marketerId: 'M',
    messageLink: null,
    earlierLeadId: null,
    byRule: ['country'],
  };
  const lead = await write((tx) =>
    handOff(tx, { ...handoff, form: { ...form, temperature: 'warm', country: 'AT' } }, MONDAY_9),
  );
  const [first] = historyOf(db, lead.id, { limit: 9, offset: 0 }).filter(({ kind }) => kind === 'handed_off');
  expect(first?.details).toMatchObject({ byRule: ['country'] });
});

test('the form takes names of countries in any language, and says which it does not know', () => {
  const read = (fields: Record<string, string>) => readRules(submission(fields, { v: 1, teamId: 1 })).form;
  expect(read({ countries: 'Germany, Österreich; ch', sources: 'Webinar\nTrade fair', sizeFrom: '50' })).toEqual({
    ok: true,
    value: {
      countries: ['DE', 'AT', 'CH'],
      sources: ['Webinar', 'Trade fair'],
      campaigns: [],
      sizeFrom: 50,
      sizeTo: null,
    },
  });
  expect(read({ countries: 'Atlantis' })).toEqual({
    ok: false,
    errors: { countries: '“Atlantis” is not the name of a country.' },
  });
  expect(read({ sizeFrom: '500', sizeTo: '50' })).toMatchObject({ ok: false, errors: { sizeTo: expect.any(String) } });
});

test.each([
  ['https://cal.example/sam?month=1', true],
  ['http://cal.example/sam', false],
  ['https://cal', false],
  ['javascript:alert(1)', false],
])('the booking link %s is taken: %s', (bookingLink, isTaken) => {
  const { form } = readPreferences(submission({ bookingLink }, { v: 1 }));
  expect(form.ok).toBe(isTaken);
});
