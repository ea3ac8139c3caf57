import { FEEDBACK_ANSWER_FORM } from '../views/feedback/answer.ts';
import { OPEN_BOARD } from '../views/scoreboard/board.ts';
import { formMessage, waitingLead } from './days/today.ts';
import { cards, channelNamed, fromBaton, isDigest, isRead, isTaken, latest, openCard } from './seen.ts';
import { inChannel, installTask, isRepaired, type PlayTasks, playTasks, withBaton } from './task-parts.ts';
import { TOGETHER } from './workspace.ts';

/** The path of one lead, and then everything else that people use, as things to try. */
export const storyTasks = (manifest: unknown): PlayTasks =>
  playTasks(({ since, delivered }) => [
    {
      id: 'take',
      title: 'Accept a lead',
      hint: `${waitingLead} waits for Sam in #sales. Press Accept, or react with ✅.`,
      link: (store) => ({
        ...inChannel(store, 'sam', 'sales'),
        label: 'Show the lead',
        message: latest(store, 'sales', waitingLead),
      }),
      isDone: since(({ taken }, { store }) => cards(store).some((card) => isTaken(card) && !taken.has(card.ts))),
    },
    {
      id: 'hand-off',
      title: 'Hand off a lead',
      hint: 'A message from the contact form becomes a lead. Check the form as Mia, and hand off.',
      link: (store) => {
        const message = latest(store, 'website-leads', formMessage);
        return {
          ...inChannel(store, 'mia', 'website-leads'),
          label: 'Open the form',
          message,
          ...(message && {
            start: { kind: 'message_shortcut', appId: store.app.id, callbackId: 'handoff_message', ...message },
          }),
        };
      },
      isDone: since(({ ts }, { store }) => cards(store).some((card) => card.ts > ts)),
    },
    {
      id: 'digest',
      title: 'Read the digest',
      hint: 'Each working morning, #sales sees the leads without a first contact.',
      link: (store) => ({
        ...inChannel(store, 'sam', 'sales'),
        label: 'Go to the next morning',
        start: { kind: 'next_working_morning' },
      }),
      isDone: since(({ ts }, { store }) =>
        fromBaton(store).some((message) => message.ts > ts && isDigest(message) && isRead(store, message)),
      ),
    },
    {
      id: 'figures',
      title: 'Read the scoreboard',
      hint: 'Each Monday, #revenue gets the figures of both teams. Press Open scoreboard: each figure shows its leads.',
      link: (store) => ({
        ...inChannel(store, 'sam', TOGETHER),
        label: 'Show Monday’s post',
        message: latest(store, TOGETHER, 'Last week', OPEN_BOARD),
      }),
      isDone: delivered('block_actions', ({ actions }) => actions?.some(({ action_id }) => action_id === OPEN_BOARD)),
    },
    {
      id: 'content',
      title: 'Find content',
      hint: 'Sam needs a case study for a hospital. The search forgives typos.',
      link: (store) => ({
        ...inChannel(store, 'sam', 'sales'),
        label: 'Search the library',
        start: {
          kind: 'command',
          channel: channelNamed(store, 'sales'),
          command: '/content',
          text: 'case study hospital',
        },
      }),
      isDone: delivered('/content'),
    },
    {
      id: 'survey',
      title: 'Answer a survey',
      hint: 'Mia asks sales about the autumn webinar. Press Answer as Sam.',
      link: (store) => {
        const message = latest(store, { with: 'sam' }, 'Autumn webinar', 'Answer');
        return { ...withBaton(store, 'sam', 'messages'), label: 'Show the survey', message };
      },
      isDone: delivered('view_submission', ({ view }) => view?.callback_id === FEEDBACK_ANSWER_FORM),
    },
    {
      id: 'home',
      title: 'See a manager’s home',
      hint: 'Priya runs sales. Her home shows the team, overdue leads and this month.',
      link: (store) => ({ ...withBaton(store, 'priya', 'home'), label: 'Open Priya’s home' }),
      isDone: delivered('app_home_opened', ({ event }) => event?.tab === 'home'),
    },
    {
      id: 'break',
      title: 'Break Slack',
      hint: 'Slack refuses the next five calls. Accept a lead meanwhile: nothing is lost, and nothing comes twice.',
      link: (store) => ({
        ...inChannel(store, 'sam', 'sales'),
        label: 'Break it',
        message: openCard(store),
        start: {
          kind: 'fault',
          fault: { kind: 'calls', times: 5, method: '', fault: { kind: 'status', status: 500 } },
        },
      }),
      isDone: since((from, { traffic }) => isRepaired(from, traffic)),
    },
    installTask(manifest),
  ]);
