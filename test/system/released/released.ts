import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Controls } from './controls.ts';

/** The things that a released Baton leaves in Slack and in its outbox. */
export interface Released extends Controls {
  version: string;
  commands: string[];
  shortcuts: { type: string; callback_id: string }[];
  /** Each kind of message, with a payload as it waits in the outbox. */
  messages: Record<string, Record<string, unknown>>;
}

/** One file for each release. */
export const everyRelease: Released[] = globSync(join(import.meta.dirname, '*.json')).map((file) =>
  JSON.parse(readFileSync(file, 'utf8')),
);
