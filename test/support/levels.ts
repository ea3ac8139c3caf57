/** From the bottom. A folder imports only from its own level and from lower ones; docs/architecture.md explains them. */
export const LEVELS: string[][] = [
  [
    'src/platform/time',
    'src/platform/crypto',
    'src/platform/log.ts',
    'src/platform/errors.ts',
    'src/platform/event-loop.ts',
    'src/platform/workflow.ts',
    'src/platform/paging.ts',
  ],
  ['src/platform/db', 'src/platform/files'],
  ['src/platform/slack', 'src/platform/changes', 'src/platform/settings', 'src/platform/schedule'],
  ['src/platform/outbox', 'src/platform/alerts', 'src/platform/inbox', 'src/preferences'],
  ['src/teams'],
  ['src/leads', 'src/questions', 'src/health'],
  ['src/library', 'src/setup', 'src/http', 'src/help'],
  ['src/requests', 'src/feedback'],
  ['src/home', 'src/settings'],
  ['views'],
  ['commands', 'src/messages'],
  ['src/app'],
  ['src/cli'],
];
