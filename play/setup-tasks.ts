import { setupActions } from '../views/setup/checklist.ts';
import { REHEARSAL_ACCEPT } from '../views/setup/rehearsal.ts';
import { cards, channelNamed, latest } from './seen.ts';
import { inChannel, installTask, type PlayTasks, playTasks, withBaton } from './task-parts.ts';

/** The beginning of the message with the checklist. */
export const SETUP_GREETING = 'Hello, I’m Baton';

/** From the first message of Baton to the first lead, as an admin would do it. */
export const setupTasks = (manifest: unknown): PlayTasks =>
  playTasks(({ since, delivered }) => [
    {
      id: 'teams',
      title: 'Create the teams',
      hint: 'Baton greets Ada, an admin, and proposes both teams. Press Create both teams.',
      link: (store) => ({
        ...withBaton(store, 'ada', 'messages'),
        label: 'Show the checklist',
        message: latest(store, { with: 'ada' }, SETUP_GREETING),
      }),
      isDone: delivered('block_actions', ({ actions }) =>
        Boolean(actions?.some(({ action_id }) => action_id === setupActions.take)),
      ),
    },
    {
      id: 'practice',
      title: 'Try a practice lead',
      hint: 'Press Try a practice lead in the checklist. Then accept it as Sam in #sales.',
      link: (store) => ({
        ...inChannel(store, 'sam', 'sales'),
        label: 'Open #sales as Sam',
        message: latest(store, 'sales', 'Practice lead'),
      }),
      isDone: delivered('block_actions', ({ actions }) =>
        Boolean(actions?.some(({ action_id }) => action_id === REHEARSAL_ACCEPT)),
      ),
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
