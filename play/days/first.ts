import { addClause } from '../../src/leads/definition/change.ts';
import type { Services } from '../../src/platform/services.ts';
import { changeSetting } from '../../src/platform/settings/change.ts';
import { teamsOfKind } from '../../src/teams/queries.ts';
import { sharedChannel } from '../../src/teams/settings.ts';
import { type At, createTeams, type Story } from '../actions.ts';
import { addToLibrary } from '../content.ts';
import { library } from '../library.ts';
import { TOGETHER } from '../workspace.ts';

/** The definition of a lead. */
const CLAUSES = [
  'At least five people to plan',
  'The contact decides, or can name the person who does',
  'A budget for this year, or a date on which it is decided',
];

/** The teams are created and agree on what a lead is, and the library is filled. */
export async function firstDay(story: Story, { write }: Pick<Services, 'write'>, at: At): Promise<void> {
  const { slack } = story;
  await at(8, 40);
  await createTeams(story);
  slack.as('ada').say('#general', 'Baton is now in #sales and #marketing. Type /baton help to see what it does.');
  await at(8, 45);
  for (const item of library) await addToLibrary(story, 'mia', { ...item });
  const by = slack.ids.people.priya ?? '';
  await write((tx) => {
    const now = slack.store.clock.now();
    for (const { id: teamId } of teamsOfKind(tx, 'sales')) {
      for (const text of CLAUSES) addClause(tx, { teamId, by, text }, now);
    }
    changeSetting(tx, { setting: sharedChannel, value: slack.ids.channels[TOGETHER] ?? null, by }, now);
  });
  await at(9);
}
