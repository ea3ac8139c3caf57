import type { Db } from '../src/platform/db/open.ts';
import type { Tx } from '../src/platform/db/write.ts';
import { UserError } from '../src/platform/errors.ts';
import { enqueue } from '../src/platform/outbox/enqueue.ts';
import type { PostedPlace } from '../src/platform/outbox/posted-messages.ts';
import type { ReactionOf } from '../src/platform/slack/reaction-state.ts';
import type { Deps } from './deps.ts';

/** A posted message that people may react to. */
export interface ReactedTo extends PostedPlace {
  subjectId: number;
}

/** A reaction that was added or removed, and when. */
export type Reaction = ReactionOf & { at: Date };

/** The effect of reactions on one kind of posted message. */
export interface ReactionHandler {
  /** Of the posted message. */
  kind: string;
  isMeant(db: Db, emoji: string): boolean;
  /** Does what the reaction means; a repeated reaction has no effect. `handled` joins the transaction of the effect. */
  react(deps: Deps, message: ReactedTo, reaction: Reaction, handled: (tx: Tx) => void): Promise<void>;
  /** For reactions while Baton was down; without it they are lost. */
  missed?: {
    /** Messages that people may still react to. */
    messages(db: Db): ReactedTo[];
    /** The last known state of each reaction. */
    known(db: Db, subjectId: number): ReactionOf[];
  };
}

/** The effect of a reaction on a lead or a request. */
interface Acting<Actor> {
  /** @throws UserError with the refusal. */
  actorOn(deps: Deps, subjectId: number, userId: string): Promise<Actor>;
  /** Remembers the state of the reaction. Returns false for one that is repeated or older than the known state. */
  remember(tx: Tx, subjectId: number, reaction: ReactionOf): boolean;
  /** @throws UserError with the refusal. */
  act(tx: Tx, message: ReactedTo, actor: Actor, reaction: Reaction, now: Date): void;
}

/**
 * Acts once for each reaction, and shows a refusal to the person who reacted. Rejects if Slack could not be asked who
 * they are: the inbox then retries the event.
 */
export const actOnReaction =
  <Actor>({ actorOn, remember, act }: Acting<Actor>): ReactionHandler['react'] =>
  async (deps, message, { at, ...state }, handled) => {
    const { subjectId } = message;
    const actor = await actorOn(deps, subjectId, state.userId).catch((error: unknown) => {
      if (!(error instanceof UserError) || error.cause) throw error;
      deps.log.info({ subjectId, userId: state.userId }, 'refused a reaction');
      return error;
    });
    const now = deps.now();
    await deps.write((tx) => {
      handled(tx);
      if (!remember(tx, subjectId, state)) return;
      try {
        if (actor instanceof UserError) throw actor;
        act(tx, message, actor, { ...state, at }, now);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        if (state.present) answerReaction(tx, message, state.userId, error.message, now);
      }
    });
  };

/** Answers only the person who reacted, in the channel of the message. */
export function answerReaction(
  tx: Tx,
  { channel }: PostedPlace,
  userId: string,
  sentence: string,
  now: Date,
  { declineLeadId = null, valueLeadId }: { declineLeadId?: number | null; valueLeadId?: number } = {},
): void {
  enqueue(tx, 'ephemeral', { channel, userId, sentence, declineLeadId, valueLeadId }, { orderingKey: userId }, now);
}
