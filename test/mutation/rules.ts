/** The rules of the domains, and the tests that hold them. */
import { globSync } from 'node:fs';
import { reaches } from './related.ts';

/** Machinery, composition, texts and reads: their tests are of other kinds. */
const NO_DOMAINS = new Set([
  ...[
    'alignment',
    'all-rituals',
    'app',
    'audit',
    'cli',
    'exports',
    'health',
    'help',
    'home',
    'http',
    'messages',
    'morning',
  ],
  ...['platform', 'preferences', 'settings', 'setup', 'webhooks', 'workflows'],
]);

/** Tables, texts and reads, and the interfaces of each CRM. */
const NO_RULES = /(table|types|messages|settings|words|queries)\.ts$|^src\/crm\/(hubspot|salesforce)\//;

const SLOW_TESTS = /\.(long|browser|faults|soak)\.test\.ts$/;

export const domains = (): string[] =>
  globSync('src/*')
    .map((path) => path.replace('src/', ''))
    .filter((name) => !NO_DOMAINS.has(name))
    .sort();

export const rulesOf = (domain: string): string[] =>
  globSync(`src/${domain}/**/*.ts`)
    .filter((file) => !NO_RULES.test(file))
    .sort();

export const domainOf = (file: string): string => file.split('/')[1] ?? '';

/** The tests of a domain that import one of the files, at once or through others. `direct` leaves out those through the app. */
export function testsOf(domain: string, files: readonly string[], direct: boolean): string[] {
  const folders = direct ? [`test/${domain}`] : [`test/${domain}`, `test/commands/${domain}`];
  return folders
    .flatMap((folder) => globSync(`${folder}/**/*.test.ts`).sort())
    .filter((test) => !SLOW_TESTS.test(test) && files.some((file) => reaches(test, file)));
}
