import type { Sandbox, TaskLink } from '@baton/sandbox';
import { setupActions } from '../views/setup/checklist.ts';
import { TRY_IT } from '../views/setup/introduction.ts';
import { REHEARSAL_ACCEPT } from '../views/setup/rehearsal.ts';
import { cards, channelNamed, latest } from './seen.ts';
import { inChannel, installTask, type Payload, type PlayTasks, playTasks, withBaton } from './task-parts.ts';

type Store = Sandbox['store'];

/** The beginning of the message with the checklist. */
export const SETUP_GREETING = 'Hello, I’m Baton';

/** From the first message of Baton to the first lead, as an admin would do it. */
export const setupTasks = (manifest: unknown): PlayTasks =>
  playTasks(({ since, delivered }) => [
    {
      id: 'teams',
      title: 'Create the teams',
      hint: 'Baton greets Ada, an admin, and proposes both teams. Press Create both teams.',
      link: checklist,
      isDone: delivered('block_actions', pressed(setupActions.take)),
    },
    {
      id: 'practice',
      title: 'Start a practice lead',
      hint: 'Press Try a practice lead in the checklist, or Try it in #sales.',
      link: checklist,
      isDone: delivered('block_actions', pressed(setupActions.rehearse, TRY_IT)),
    },
    {
      id: 'take',
      title: 'Accept it',
      hint: 'Sam accepts the practice lead in #sales. It removes itself when it is done.',
      link: (store) => ({
        ...inChannel(store, 'sam', 'sales'),
        label: 'Open #sales as Sam',
        message: latest(store, 'sales', 'Practice lead.', 'Accept'),
      }),
      isDone: delivered('block_actions', pressed(REHEARSAL_ACCEPT)),
    },
    {
      id: 'hand-off',
      title: 'Hand off the first lead',
      hint: 'Mia hands off a lead. Check the form, add what they need, and hand off.',
      link: (store) => ({
        ...inChannel(store, 'mia', 'team-marketing'),
        label: 'Open the form',
        start: {
          kind: 'command',
          channel: channelNamed(store, 'team-marketing'),
          command: '/handoff',
          text: 'Jane Doe, Acme, jane@acme.example',
        },
      }),
      isDone: since(({ ts }, { store }) => cards(store).some((card) => card.ts > ts)),
    },
    installTask(manifest),
  ]);

const checklist = (store: Store): TaskLink => ({
  ...withBaton(store, 'ada', 'messages'),
  label: 'Show the checklist',
  message: latest(store, { with: 'ada' }, SETUP_GREETING),
});

const pressed =
  (...actionIds: string[]) =>
  ({ actions }: Payload): boolean =>
    actions?.some(({ action_id }) => actionIds.includes(action_id ?? '')) ?? false;
