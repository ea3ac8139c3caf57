/** YAML, which admins read and write now and then. Loaded at first use: at start it would cost 12 MB and some 30 ms. */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const yaml = (): typeof import('yaml') => require('yaml');

export const readYaml = (text: string): unknown => yaml().parse(text);
export const writeYaml = (value: unknown): string => yaml().stringify(value);
/** Includes all faults and their places, instead of throwing the first one. */
export const readYamlDocument = (text: string) => yaml().parseDocument(text);
export const yamlDocument = (value: unknown) => new (yaml().Document)(value);
