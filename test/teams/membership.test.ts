/** Members of a team, the people who answer for it, and who may be given its work. */
import { describe, expect, test } from 'vitest';
import type { Directory, Person } from '../../src/platform/slack/directory.ts';
import { answersFor, isManager, requireColleague, runsAll, standingFault } from '../../src/teams/membership.ts';
import type { Team } from '../../src/teams/table.ts';

const team = { id: 1, managerId: 'MAX', fallbackId: 'FAY' } as Team;
const person = (id: string, more: Partial<Person> = {}): Person => ({
  ...{ id, name: id, zone: 'UTC', isAdmin: false, isMember: true, standing: 'member', statusEmoji: null },
  ...more,
});
const directoryOf = (one: Person) => ({ person: async () => one }) as unknown as Directory;

test('a manager and a fallback owner answer for a team, and no one else does', () => {
  expect(['MAX', 'FAY', 'SAM'].filter((id) => answersFor(team, id))).toEqual(['MAX', 'FAY']);
  expect(answersFor({ ...team, fallbackId: null }, 'FAY')).toBe(false);
});

test('a team is managed by its manager, by admins and by additional managers', () => {
  const people = [
    person('MAX'),
    person('FAY'),
    person('SAM'),
    person('ADA', { isAdmin: true }),
    person('DEE', { isDeputy: true }),
  ];
  expect(people.filter((one) => isManager(team, one)).map(({ id }) => id)).toEqual(['MAX', 'ADA', 'DEE']);
  expect(people.filter(runsAll).map(({ id }) => id)).toEqual(['ADA', 'DEE']);
});

describe('a person who is no full member', () => {
  const gus = person('Gus', { isMember: false, standing: 'a guest' });

  test('may not act', async () => {
    await expect(requireColleague(directoryOf(gus), 'Gus')).rejects.toThrow(
      /^Only full members of this workspace can do this\. You are a guest\.$/,
    );
    expect(await requireColleague(directoryOf(person('SAM')), 'SAM')).toMatchObject({ id: 'SAM' });
  });

  test('of a workspace of the same organisation hears how they may', async () => {
    const ora = person('Ora', { isMember: false, standing: 'from another workspace', isSister: true });
    await expect(requireColleague(directoryOf(ora), 'Ora')).rejects.toThrow('Join the channel of a team first.');
  });

  test('is given nothing', () => {
    expect(standingFault(gus, 'lead')).toBe('Gus cannot take leads: they are a guest.');
    expect(standingFault(gus, 'request')).toBe('Gus cannot take requests: they are a guest.');
    expect(standingFault(person('SAM'), 'lead')).toBeUndefined();
  });
});
