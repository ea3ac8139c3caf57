/**
 * `npm run -w sandbox compared`: writes COMPARED.md from the registries of methods, events and rules, so that the page says
 * what the code does. differences.md has what no registry knows.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WebClient } from '@slack/web-api';
import type { Method } from '../src/api/method.ts';
import { createRegistry } from '../src/api/registry.ts';
import { blockKinds } from '../src/blocks/blocks.ts';
import { accessories, actionElements, contextElements, inputElements } from '../src/blocks/elements.ts';
import { limits } from '../src/blocks/limits.ts';
import type { Kind } from '../src/blocks/rule.ts';
import { NEVER_SENT, SENT } from '../src/deliver/event-names.ts';
import { EVENT_SCOPES } from '../src/deliver/subscriptions.ts';

const PAGE = join(import.meta.dirname, '../COMPARED.md');

const code = (text: string): string => `\`${text}\``;
const codes = (names: Iterable<string>): string => [...names].sort().map(code).join(', ');
const table = (head: string[], rows: string[][]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const rateOf = ({ rate }: Method): string => (rate === 'perChannel' ? '1 a second in a channel' : `${rate} a minute`);

/** Fields of the official client that are parts of its own, and no families of methods. */
const OWN_PARTS = new Set(['retryConfig', 'requestQueue', 'logger', '_events', 'fetchOptions']);

/** The names of Slack's methods that the official client knows: its functions below the first level. */
function slackMethods(): string[] {
  const found: string[] = [];
  const walk = (object: object, path: string[]): void => {
    for (const [key, value] of Object.entries(object)) {
      if (typeof value === 'function' && path.length > 0) found.push([...path, key].join('.'));
      else if (typeof value === 'object' && value !== null && !OWN_PARTS.has(key)) walk(value, [...path, key]);
    }
  };
  walk(new WebClient(), []);
  return found.sort();
}

/** Methods of conversations check the scope of each kind of conversation themselves. */
const scopeOf = (name: string, { scope }: Method): string =>
  scope ? code(scope) : name.startsWith('conversations.') ? 'by the kind of conversation' : '';

function methods(): string {
  const registry = createRegistry({ issueTicket: () => '' });
  const names = [...registry.keys()].sort();
  const missing = slackMethods().filter((name) => !registry.has(name));
  const families = Map.groupBy(missing, (name) => name.split('.')[0] ?? '');
  const rows = names.map((name) => {
    const method = registry.get(name) as Method;
    return [code(name), method.token, scopeOf(name, method), rateOf(method)];
  });
  return [
    `## Methods`,
    `${names.length} methods, with the token and scope that they need and the limit that they keep to:`,
    table(['method', 'token', 'scope', 'limit'], rows),
    `Methods of the official client that do not exist here, ${missing.length} in all: ` +
      [...families].map(([family, { length }]) => `${code(`${family}.*`)} ${length}`).join(', ') +
      '.',
  ].join('\n\n');
}

function events(): string {
  const rows = SENT.map((name) => [code(name), EVENT_SCOPES[name] ? code(EVENT_SCOPES[name]) : '']);
  return [
    '## Events',
    'Sent to an app whose manifest subscribes to them and whose scopes allow them:',
    table(['event', 'scope'], rows),
    `Never sent: ${codes(NEVER_SENT)}. A manifest that subscribes to one of them is a problem at the start.`,
  ].join('\n\n');
}

const typesOf = (kinds: readonly Kind[]): string => codes(new Set(kinds.map(({ type }) => type)));

function flatLimits(value: object, path: string): string[][] {
  return Object.entries(value).flatMap(([key, entry]): string[][] =>
    typeof entry === 'object' ? flatLimits(entry, `${path}${key}.`) : [[code(path + key), String(entry)]],
  );
}

function blocks(): string {
  const rows = blockKinds
    .map(({ type, surfaces }) => [code(type), surfaces.join(', ') || 'none'])
    .sort(([one = ''], [other = '']) => one.localeCompare(other));
  return [
    '## Blocks',
    'Where Slack’s pages and its API differ, a block is accepted only where both accept it.',
    table(['block', 'surfaces'], rows),
    table(
      ['place', 'elements'],
      [
        ['accessory of a section', typesOf(accessories)],
        ['actions', typesOf(actionElements)],
        ['input', typesOf(inputElements)],
        ['context', typesOf(contextElements)],
      ],
    ),
    '### Limits',
    'Maximums, and minimums where they are not one. Texts in characters, lists in entries.',
    table(['limit', 'value'], flatLimits(limits, '')),
  ].join('\n\n');
}

/** The whole page. */
export const compared = (): string =>
  [
    '# Compared with Slack',
    '<!-- Generated: npm run -w sandbox compared -->',
    methods(),
    events(),
    blocks(),
    '## Behaviour',
    readFileSync(join(import.meta.dirname, 'differences.md'), 'utf8').trim(),
    '',
  ].join('\n\n');

if (import.meta.main) writeFileSync(PAGE, `${compared().trimEnd()}\n`);
