import { webhookSchema } from '../webhooks/schema.ts';
import type { Command } from './command.ts';

export const webhooksSchema: Command = {
  name: 'webhooks schema',
  args: [],
  summary: 'Prints the JSON Schema of the events that webhooks send.',
  help: `
Draft 2020-12, one part for each type of event. docs/doors/webhooks.md explains the rest.
`,
  options: [],
  run: async () => {
    const data = webhookSchema();
    return { words: JSON.stringify(data, null, 2), data };
  },
};
