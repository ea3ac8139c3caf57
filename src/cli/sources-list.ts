import { allSources, lastLeads, waitingBodies } from '../intake/queries.ts';
import { requireTeam } from '../teams/queries.ts';
import type { Command } from './command.ts';
import { withData } from './open.ts';
import { pathOf } from './sources.ts';

export const sourcesList: Command = {
  name: 'sources list',
  args: [],
  summary: 'Lists the systems that send leads over HTTP.',
  help: `
Each with its path, its team, the bodies that wait for an admin, and when it last sent a lead.
`,
  options: [],
  run: (given, terminal) =>
    withData(given, terminal, async ({ db }) => {
      const [waiting, last] = [waitingBodies(db, terminal.now()), lastLeads(db)];
      const data = allSources(db).map((source) => {
        const { id, name, isOn, sender, teamId, auth } = source;
        const bodies = (kind: string) => waiting.find((one) => one.sourceId === id && one.kind === kind)?.bodies ?? 0;
        const at = last.find(({ sourceId }) => sourceId === id)?.at;
        return {
          name,
          path: pathOf(source),
          isOn,
          sender,
          proof: auth.kind,
          team: requireTeam(db, teamId).name,
          isMapped: source.mapping !== null,
          examples: bodies('example'),
          unread: bodies('unread'),
          lastLeadAt: at === undefined ? null : new Date(at).toISOString(),
        };
      });
      const lines = data.map(({ name, path, isOn, team, unread, lastLeadAt }) =>
        [
          `${name}: ${path} to ${team}`,
          ...(isOn ? [] : ['off']),
          ...(unread > 0 ? [`${unread} could not be read`] : []),
          lastLeadAt === null ? 'no lead in the last 30 days' : `last lead ${lastLeadAt}`,
        ].join(', '),
      );
      const none = 'There are no sources. Make one with /baton sources, or with "baton sources create".';
      return { words: lines.join('\n') || none, data };
    }),
};
