import { retryDeadLettered } from '../platform/inbox/queries.ts';
import { type Command, UsageError } from './command.ts';
import { withData } from './open.ts';

export const eventsRetry: Command = {
  name: 'events retry',
  usage: '',
  summary: 'Takes the events from Slack that failed too often in again.',
  help: `
A running Baton handles them within seconds, another one after its next start.
`,
  options: {},
  run: (given, terminal) => {
    if (given.positionals.length > 0) throw new UsageError('"events retry" takes no arguments.');
    return withData(given, terminal, async ({ write }) => {
      const count = await write((tx) => retryDeadLettered(tx));
      terminal.out(`${count} ${count === 1 ? 'event is' : 'events are'} tried again.`);
      return 0;
    });
  },
};
