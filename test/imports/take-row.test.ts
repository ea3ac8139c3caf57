/** The team and the history of a lead that a row adds. */
import { expect, test } from 'vitest';
import { declineLead } from '../../src/leads/acts/decline.ts';
import { disqualifyLead } from '../../src/leads/acts/nurture.ts';
import { NO_RULE, saveTeamRule } from '../../src/leads/routing/team-rules.ts';
import { OTHER } from '../../src/leads/types.ts';
import { DAY_MS } from '../../src/platform/time/units.ts';
import { importWorld } from './world.ts';

const ana = ['Ana Reis', 'ana@porto.example', 'Porto', 'Fair'];
const fields = ['name', 'email', 'company', 'source'] as const;

test.each([
  [true, 'South'],
  [false, 'Sales'],
  [undefined, 'Sales'],
])('the rules of the teams choose it if the plan says so: %s', async (byRules, name) => {
  const world = await importWorld([ana], { fields: [...fields], ...(byRules !== undefined && { byRules }) });
  const south = await world.addTeam('South');
  await world.write((tx) =>
    saveTeamRule(tx, { teamId: south, rule: { ...NO_RULE, sources: ['Fair'] }, by: 'MIA' }, world.now()),
  );
  await world.check();
  await world.run();
  const [lead] = world.leads();
  expect(lead?.teamId).toBe(name === 'South' ? south : world.team.id);
  const [handedOff] = world.history(lead?.id ?? 0);
  expect(handedOff).toMatchObject({ kind: 'handed_off', actorId: 'MIA', details: { importId: world.id } });
  expect((handedOff?.details as { byRule?: string[] } | undefined)?.byRule).toEqual(
    name === 'South' ? ['source'] : undefined,
  );
});

test('a lead that ended long ago is named as the earlier one', async () => {
  const world = await importWorld([ana], { fields: [...fields] });
  const everyone = { id: 'A', isSeller: true, isManager: true, isMarketer: true, teamChannelId: 'CSALES' };
  const { id: leadId } = await world.handOff(world.now(), { name: 'Ana Reis', email: 'ana@porto.example' });
  await world.write((tx) => {
    declineLead(tx, { leadId, actor: everyone, reason: OTHER, words: 'A student' }, world.now());
    disqualifyLead(tx, { leadId, actor: everyone, words: null }, world.now());
  });
  world.later(100 * DAY_MS);
  await world.check();
  await world.run();
  const [, again] = world.leads();
  expect(world.history(again?.id ?? 0)[0]?.details).toMatchObject({ earlierLeadId: leadId });
});
