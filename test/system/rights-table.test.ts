/** The table of roles and rights in docs/security.md is the code's matrix. `UPDATE_DOCS=1` writes it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Permission, Role } from '../../commands/permission-rules.ts';
import { permissions } from '../../commands/permissions.ts';

const FILE = join(import.meta.dirname, '../../docs/security.md');
const BEGIN = '<!-- rights: written by UPDATE_DOCS=1 npx vitest run test/system/rights-table.test.ts -->\n';
const END = '<!-- end of rights -->\n';

const roles: Record<Role, string> = {
  colleague: 'everyone',
  seller: 'seller',
  otherSeller: 'seller of another team',
  marketer: 'marketer',
  manager: 'manager',
  marketingManager: 'manager of marketing',
  deputy: 'additional manager',
  admin: 'workspace admin',
};

const words = (reach: 'any' | 'own' | undefined): string => (reach === 'any' ? 'yes' : (reach ?? ''));

/** Acts with the same roles share a row. Events of Slack are no acts of people. */
function rightsTable(matrix: Record<string, Permission>): string {
  const rows = new Map<string, string[]>();
  for (const [act, { may }] of Object.entries(matrix)) {
    if (Object.keys(may).length === 0) continue;
    const cells = (Object.keys(roles) as Role[]).map((role) => words(may[role]));
    const key = may.colleague === 'any' ? ['yes', ...cells.slice(1).map(() => 'yes')].join(' | ') : cells.join(' | ');
    rows.set(key, [...(rows.get(key) ?? []), `\`${act}\``]);
  }
  return [
    `| act | ${Object.values(roles).join(' | ')} |`,
    `| --- |${' --- |'.repeat(Object.keys(roles).length)}`,
    ...[...rows].map(([cells, acts]) => `| ${acts.join(' ')} | ${cells} |`),
    '',
  ].join('\n');
}

/** Acts of everyone that a domain lets some people do. */
function amongTable(matrix: Record<string, Permission>): string {
  const rows = Object.entries(matrix).flatMap(([act, { only }]) =>
    only ? [`| \`${act}\` | ${only.who} | \`${only.in}\` |`] : [],
  );
  return ['', '| of everyone | only | asked in |', '| --- | --- | --- |', ...rows, ''].join('\n');
}

test('the table in docs/security.md is the matrix of the code', () => {
  const page = readFileSync(FILE, 'utf8');
  const [before = '', rest = ''] = page.split(BEGIN);
  const [, after = ''] = rest.split(END);
  const wanted = `${before}${BEGIN}${rightsTable(permissions)}${amongTable(permissions)}${END}${after}`;
  if (process.env.UPDATE_DOCS === '1') writeFileSync(FILE, wanted);
  expect(readFileSync(FILE, 'utf8')).toBe(wanted);
});

test('a right that is given or taken away changes the table', () => {
  const one: Record<string, Permission> = { 'a.b': { may: { seller: 'own', admin: 'any' }, refusal: '' } };
  expect(rightsTable(one)).toContain('| `a.b` |  | own |  |  |  |  |  | yes |');
  expect(rightsTable({ ...one, 'a.c': { may: { colleague: 'any' }, refusal: '' } })).toContain('| `a.c` | yes | yes |');
});
