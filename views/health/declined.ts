/** The effects of scopes that a company declined, for people who set Baton up or run it. */
import type { OptionalScope } from '../../src/health/scopes.ts';
import { type Blocks, section } from '../kit/blocks.ts';

const without: Record<OptionalScope, string> = {
  'channels:join': 'I cannot join a channel. Type `/invite @Baton` in each channel of a team.',
  'dnd:read': 'I do not see who paused notifications, so leads go to them too.',
  'files:read': 'I cannot read files. Content in the library and drafts for feedback are given as links.',
  'files:write': 'I cannot post files. People get a note that says whom to ask for the file.',
  'usergroups:read': 'I do not see user groups. A team is everyone in its channel.',
};

export const declinedLines = (declined: readonly OptionalScope[]): Blocks =>
  declined.length === 0
    ? []
    : [
        section(
          [
            '*Slack permissions that were not granted* (install the app again to grant them)',
            ...declined.map((scope) => `• \`${scope}\`: ${without[scope]}`),
          ].join('\n'),
        ),
      ];
