import { fileURLToPath } from 'node:url';

/** The path of a file of a package, such as `@fontsource/inter/LICENSE`. The build replaces this file with its own. */
export const packageFile = (name: string): string => fileURLToPath(import.meta.resolve(name));
