import { retryDeadLettered } from '../platform/inbox/queries.ts';
import { type Command, counted } from './command.ts';
import { withData } from './open.ts';

export const eventsRetry: Command = {
  name: 'events retry',
  args: [],
  summary: 'Takes the events from Slack that failed too often in again.',
  help: `
A running Baton handles them within seconds, another one after its next start.
`,
  options: [],
  run: (given, terminal) =>
    withData(given, terminal, async ({ write }) => {
      const count = await write((tx) => retryDeadLettered(tx));
      return { words: `${counted(count, 'event is', 'events are')} tried again.`, data: { events: count } };
    }),
};
