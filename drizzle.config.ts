import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'sqlite',
  schema: [
    './src/db/once.ts',
    './src/slack/drafts-table.ts',
    './src/outbox/troubles-table.ts',
    './src/library/uses-table.ts',
    './src/*/table.ts',
  ],
  out: './migrations',
  casing: 'snake_case',
});
