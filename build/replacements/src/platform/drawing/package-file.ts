import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

/** In a build, these files are in a folder next to the code. */
export const packageFile = (name: string): string =>
  fileURLToPath(new URL(`./drawing/${basename(name)}`, import.meta.url));
