/** Imports go down a fixed list of levels, and there are no cycles. */
import { describe, expect, test } from 'vitest';
import { LEVELS } from '../support/levels.ts';
import { importsOf, type Source, sources } from '../support/sources.ts';

interface Edge {
  from: string;
  to: string;
}

const isProduct = (path: string) => /^(?:src|commands|views)\/.*\.ts$/.test(path);
const edgesOf = (file: Source): Edge[] =>
  importsOf(file).flatMap(({ from: to }) => (isProduct(to) ? [{ from: file.path, to }] : []));

const product = sources('.ts').filter(({ path }) => isProduct(path));
const edges = product.flatMap(edgesOf);

const isIn = (path: string) => (place: string) => path === place || path.startsWith(`${place}/`);
const levelOf = (path: string) => LEVELS.findIndex((places) => places.some(isIn(path)));
const goesUp = ({ from, to }: Edge) => levelOf(from) < levelOf(to);
const written = ({ from, to }: Edge) => `${from} imports ${to}`;

describe('imports go down the levels', () => {
  test('every file has one', () => {
    expect(product.map(({ path }) => path).filter((path) => levelOf(path) < 0)).toEqual([]);
  });

  test('in every file', () => {
    expect(edges.length).toBeGreaterThan(1_000);
    expect(edges.filter(goesUp).map(written)).toEqual([]);
  });

  test.each([
    ['src/platform/db/a.ts', "import type { Log } from '../slack/sdk-log.ts';"],
    ['src/platform/slack/a.ts', "import { receive } from '../inbox/receive.ts';"],
    ['src/teams/a.ts', "import { routeLead } from '../leads/routing/route.ts';"],
    ['src/library/a.ts', "import { contentRequests } from '../requests/table.ts';"],
    ['views/leads/a.ts', "import { register } from '../../commands/leads/buttons.ts';"],
    ['commands/leads/a.ts', "import { startBaton } from '../../src/app/boot.ts';"],
  ])('a violation is found in %s: %s', (path, text) => {
    expect(edgesOf({ path, text }).filter(goesUp)).toHaveLength(1);
  });

  test.each([
    ['src/leads/a.ts', "import { requireTeam } from '../teams/queries.ts';"],
    ['src/leads/acts/a.ts', "import { plan } from '../sla/clock.ts';"],
    ['src/messages/a.ts', "import { leadCard } from '../../views/leads/card.ts';"],
  ])('%s: %s is right', (path, text) => {
    const found = edgesOf({ path, text });
    expect(found).toHaveLength(1);
    expect(found.filter(goesUp)).toEqual([]);
  });
});

/** Groups of nodes that reach each other (Tarjan’s strongly connected components), without single nodes. */
function cycles(nodes: Iterable<string>, next: (node: string) => Iterable<string>): string[][] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const found: string[][] = [];
  const low = (node: string) => lowest.get(node) ?? Number.POSITIVE_INFINITY;
  const visit = (node: string) => {
    const place = order.size;
    order.set(node, place);
    lowest.set(node, place);
    open.push(node);
    for (const to of next(node)) {
      if (!order.has(to)) visit(to);
      if (open.includes(to)) lowest.set(node, Math.min(low(node), low(to)));
    }
    if (low(node) !== place) return;
    const group = open.splice(open.indexOf(node));
    if (group.length > 1) found.push(group.sort());
  };
  for (const node of nodes) if (!order.has(node)) visit(node);
  return found;
}

const cyclesAmong = (all: readonly Edge[]): string[][] => {
  const next = new Map<string, Set<string>>();
  for (const { from, to } of all) next.set(from, (next.get(from) ?? new Set()).add(to));
  return cycles([...next.keys()].sort(), (node) => next.get(node) ?? []);
};

/**
 * An import as seen from the folder that both files share: between two folders in it, or a folder and a file. The three
 * trees at the top are left out, since the levels order them.
 */
const betweenNeighbours = ({ from, to }: Edge): Edge[] => {
  const [one, other] = [from.split('/'), to.split('/')];
  const shared = one.findIndex((part, index) => part !== other[index]);
  if (shared === 0) return [];
  const cut = (parts: string[]) => parts.slice(0, shared + 1).join('/');
  return [{ from: cut(one), to: cut(other) }];
};

describe('there is no cycle', () => {
  test('among files', () => {
    expect(cyclesAmong(edges)).toEqual([]);
  });

  test('among folders', () => {
    expect(cyclesAmong(edges.flatMap(betweenNeighbours))).toEqual([]);
  });

  const read = (files: Record<string, string>): Edge[] =>
    Object.entries(files).flatMap(([path, to]) => edgesOf({ path, text: `import { a } from '${to}';` }));

  test('a cycle is found', () => {
    const files = read({ 'src/leads/a.ts': './b.ts', 'src/leads/b.ts': './c.ts', 'src/leads/c.ts': './a.ts' });
    expect(cyclesAmong(files)).toEqual([['src/leads/a.ts', 'src/leads/b.ts', 'src/leads/c.ts']]);
    const folders = read({ 'src/leads/acts/a.ts': '../sla/a.ts', 'src/leads/sla/b.ts': '../acts/b.ts' });
    expect(cyclesAmong(folders)).toEqual([]);
    expect(cyclesAmong(folders.flatMap(betweenNeighbours))).toEqual([['src/leads/acts', 'src/leads/sla']]);
  });

  test('a straight line has no cycle', () => {
    const files = read({ 'src/leads/acts/a.ts': '../sla/a.ts', 'src/leads/sla/a.ts': '../table.ts' });
    expect(cyclesAmong([...files, ...files.flatMap(betweenNeighbours)])).toEqual([]);
  });
});
