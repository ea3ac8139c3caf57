import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'sqlite',
  schema: [
    './src/platform/db/idempotency.ts',
    './src/platform/slack/drafts-table.ts',
    './src/platform/outbox/posted-table.ts',
    './src/platform/outbox/live-table.ts',
    './src/library/usage-table.ts',
    './src/**/table.ts',
  ],
  out: './migrations',
  casing: 'snake_case',
});
