import type { Command } from './command.ts';
import { libraryExport } from './library-export.ts';
import { libraryImport } from './library-import.ts';

/** What `npm run baton -- …` knows, in the order of its help. */
export const commands: Command[] = [libraryImport, libraryExport];
