/** Both sides agree on each line: a manager of one side proposes, one of the other side decides. */
import { sameWords } from '../leads/same-words.ts';
import { eq } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { mention } from '../platform/slack/mrkdwn.ts';
import { decidesOn } from '../teams/agreement.ts';
import { otherSide } from '../teams/sides.ts';
import type { TeamKind } from '../teams/table.ts';
import { noteManagers } from './announce.ts';
import { agreedLines, proposedLines, requireAgreed, roleLine } from './queries.ts';
import { type RoleLine, roleLines } from './table.ts';
import { MOST_LINES } from './types.ts';
import { type LineWords, USUAL_LINES } from './usual.ts';

interface By {
  by: string;
  /** Those that the person answers for. */
  sides: readonly TeamKind[];
}

interface Proposal extends By {
  /** The agreed line that it replaces. */
  replacesId: number | null;
  words: LineWords;
}

/** Why this cannot be a line of the list: a sentence for the field; undefined if it can. */
export function lineFault(db: Db, { replacesId, words }: Pick<Proposal, 'replacesId' | 'words'>): string | undefined {
  const agreed = agreedLines(db);
  const waiting = proposedLines(db);
  const others = [...agreed, ...waiting].filter(
    (one) => one.id !== replacesId && (one.replacesId === null || one.replacesId !== replacesId),
  );
  const all = agreed.length + waiting.filter((one) => one.replacesId === null).length;
  if (replacesId === null && all >= MOST_LINES) return `The list has at most ${MOST_LINES} lines. Remove one first.`;
  return others.some(({ what }) => sameWords(what, words.what)) ? 'The list has this line already.' : undefined;
}

/** A change of a line replaces an earlier proposal of the same side. @throws UserError if the other side’s one waits. */
export function proposeLine(tx: Tx, { by, sides, replacesId, words }: Proposal, now: Date): void {
  const before = replacesId === null ? undefined : requireAgreed(tx, replacesId);
  const fault = lineFault(tx, { replacesId, words });
  if (fault !== undefined) throw new UserError(fault);
  if (before && isSame(before, words)) return;
  insert(tx, { by, sides }, { before, words, isRemoval: false }, now);
}

/** The usual list at once, where there is no list. */
export function proposeUsual(tx: Tx, by: By, now: Date): void {
  if (agreedLines(tx).length + proposedLines(tx).length > 0) return;
  for (const words of USUAL_LINES) insert(tx, by, { before: undefined, words, isRemoval: false }, now);
}

export function proposeRemoval(tx: Tx, { id, ...by }: By & { id: number }, now: Date): void {
  const before = requireAgreed(tx, id);
  insert(tx, by, { before, words: before, isRemoval: true }, now);
}

interface Decision extends By {
  ids: readonly number[];
  state: 'agreed' | 'declined' | 'withdrawn';
}

/** A second, equal decision changes nothing. @throws UserError for the proposing side, and after another decision. */
export function decideLines(tx: Tx, { ids, by, sides, state }: Decision, now: Date): void {
  for (const id of ids) decide(tx, { id, by, sides, state }, now);
  noteManagers(tx, now);
}

/** The proposals that a person decides on. */
export const decidable = (db: Db, userId: string, sides?: readonly TeamKind[]): RoleLine[] =>
  proposedLines(db).filter((line) => decidesOn(db, line, userId, sides));

function decide(tx: Tx, { id, by, sides, state }: Omit<Decision, 'ids'> & { id: number }, now: Date): void {
  const line = roleLine(tx, id);
  if (!line) throw new UserError('This proposal no longer exists.');
  const isOver = line.isRemoval && state === 'agreed' ? 'removed' : state;
  if (line.state === isOver) return;
  if (line.state !== 'proposed') {
    throw new UserError(`This was decided already, by ${mention(line.decidedBy ?? line.proposedBy)}.`);
  }
  if (state === 'withdrawn' && line.proposedBy !== by && !sides.includes(line.side)) {
    throw new UserError(`Only ${line.side} can withdraw this proposal.`);
  }
  if (state !== 'withdrawn' && !decidesOn(tx, line, by, sides)) {
    throw new UserError(`A manager in ${otherSide(line.side)} decides on this proposal.`);
  }
  settle(tx, line, isOver, by, now);
}

/** Of an agreement of both managers on an answer: it is in the list at once, in place of an equal line. */
export function addAgreed(
  tx: Tx,
  { words, side, proposedBy, decidedBy }: { words: LineWords; side: TeamKind; proposedBy: string; decidedBy: string },
  now: Date,
): void {
  const before = agreedLines(tx).find(({ what }) => sameWords(what, words.what));
  const citedIn = before?.citedIn ?? words.citedIn;
  const fault = before ? undefined : lineFault(tx, { replacesId: null, words });
  if (fault !== undefined) throw new UserError(fault);
  const change = { before, words: { ...words, citedIn }, isRemoval: false };
  settle(tx, insert(tx, { by: proposedBy, sides: [side] }, change, now), 'agreed', decidedBy, now);
}

const isSame = (one: LineWords, other: LineWords): boolean =>
  one.what === other.what &&
  one.owner === other.owner &&
  one.personId === other.personId &&
  one.citedIn === other.citedIn;

interface Change {
  before: RoleLine | undefined;
  words: LineWords;
  isRemoval: boolean;
}

function insert(tx: Tx, { by, sides }: By, { before, words, isRemoval }: Change, now: Date): RoleLine {
  const open = proposedLines(tx).find(({ replacesId }) => before !== undefined && replacesId === before.id);
  if (open && open.proposedBy !== by && !sides.includes(open.side)) {
    throw new UserError('The other side has proposed a change of this line. Please answer it first.');
  }
  const side = open?.side ?? sides[0];
  if (side === undefined) throw new UserError('Only the managers of sales and marketing teams change the list.');
  if (open) settle(tx, open, 'withdrawn', by, now);
  const { what, owner, personId, citedIn } = words;
  const last = Math.max(0, ...[...agreedLines(tx), ...proposedLines(tx)].map(({ position }) => position));
  const place = { replacesId: before?.id ?? null, position: before?.position ?? last + 1 };
  noteManagers(tx, now);
  return tx
    .insert(roleLines)
    .values({
      ...{ what, owner, personId, citedIn, isRemoval, side, ...place },
      ...{ proposedBy: by, proposedAt: now, state: 'proposed' },
    })
    .returning()
    .get();
}

/** An agreed version ends the one before it. */
function settle(tx: Tx, { id, replacesId }: RoleLine, state: RoleLine['state'], by: string, now: Date): void {
  if (replacesId !== null && (state === 'agreed' || state === 'removed')) {
    tx.update(roleLines).set({ state: 'replaced' }).where(eq(roleLines.id, replacesId)).run();
  }
  tx.update(roleLines).set({ state, decidedBy: by, decidedAt: now }).where(eq(roleLines.id, id)).run();
}
