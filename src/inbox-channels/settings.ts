import { z } from 'zod';
import { setting } from '../platform/settings/setting.ts';

export const handOffEmoji = setting<{ handOff: string }>({
  key: 'leads.handoff_emoji',
  group: 'Leads',
  title: 'Emoji that hands a message off',
  help: 'Marketing puts it on any message in a channel with Baton in it, and gets the hand-off form, filled in.',
  editor: { kind: 'emoji', fields: { handOff: 'Hand off' } },
  schema: z.object({ handOff: z.string() }),
  default: { handOff: 'inbox_tray' },
});
