import { z } from 'zod';
import { setting } from '../platform/settings/setting.ts';

/** Additional managers: they answer for every team, like its manager and the workspace's admins. */
export const deputies = setting<string[]>({
  key: 'teams.deputies',
  group: 'Running Baton',
  title: 'Additional managers',
  help: 'They manage every team and can set up Baton. Team managers and workspace admins always can.',
  editor: { kind: 'people' },
  adminsOnly: true,
  schema: z
    .array(z.string().regex(/^[UW][A-Z0-9]{1,20}$/, 'Use Slack member IDs, such as U0123ABC.'))
    .max(50, 'At most 50 people.')
    .transform((ids) => [...new Set(ids)]),
  default: [],
});

/** Slack Connect is another matter: people of other companies are never colleagues. */
export const sisterWorkspaces = setting<'colleagues' | 'outside'>({
  key: 'teams.sister_workspaces',
  group: 'Running Baton',
  title: 'People of sister workspaces',
  help: 'In an Enterprise organisation, people of its workspaces without Baton can be in the channel of a team. They are colleagues while they are there, or outsiders who only read.',
  editor: { kind: 'choice', choices: { colleagues: 'Colleagues, in the channel of a team', outside: 'Outsiders' } },
  adminsOnly: true,
  schema: z.enum(['colleagues', 'outside'], 'Choose colleagues or outsiders.'),
  default: 'colleagues',
});

/** Without a channel, the scoreboard and the monthly review are not posted. */
export const sharedChannel = setting({
  key: 'scoreboard.channel',
  group: 'Scoreboard',
  title: 'Channel of both teams',
  help: 'Each week begins with five figures of the last one here, what moved them, and one question to decide; each month has its review. Invite me first if it is private.',
  editor: { kind: 'channel', empty: 'No weekly scoreboard and no monthly review' },
  schema: z
    .string()
    .regex(/^[CG][A-Z0-9]{1,20}$/, 'Enter a channel ID, such as C0123456789.')
    .nullable(),
  default: null,
});

/** Without one, wins go to the channel of both teams, else to that of the lead's team. */
export const winsChannel = setting({
  key: 'leads.wins_channel',
  group: 'Wins',
  title: 'Channel for wins',
  help: 'Won deals are posted here, with their value and the people behind them. Everyone in the channel sees the lead’s name. Invite me first if it is private.',
  editor: { kind: 'channel', empty: 'The channel of both teams, else that of the lead’s team' },
  schema: z
    .string()
    .regex(/^[CG][A-Z0-9]{1,20}$/, 'Enter a channel ID, such as C0123456789.')
    .nullable(),
  default: null,
});
