/** Writes many objects in few requests, so that a value that HubSpot refuses fails only its own object. */
import { CrmError } from '../crm.ts';
import { BATCH, chunks } from './paths.ts';

export interface Ways<Item, Answer> {
  /** Answers of those that were written; HubSpot may leave some out (207). */
  together(items: readonly Item[]): Promise<Map<Item, Answer>>;
  /** With the exact error of this one. */
  alone(item: Item): Promise<Answer>;
}

/** Trying others would end in the same way. */
const isOfAll = ({ fault }: CrmError): boolean =>
  fault === 'key' || fault === 'right' || fault === 'limit' || fault === 'away';

/** Halves a batch that is refused until the object at fault stands alone. */
export async function inBatches<Item, Answer>(
  items: readonly Item[],
  ways: Ways<Item, Answer>,
): Promise<Map<Item, Answer | CrmError>> {
  const done = new Map<Item, Answer | CrmError>();
  let halt: CrmError | undefined;

  const attempt = async <T>(tried: readonly Item[], act: () => Promise<T>): Promise<T | CrmError> => {
    if (halt) return halt;
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof CrmError)) throw error;
      // The outcome of these is open; the others are not sent at all.
      if (isOfAll(error)) halt = error;
      for (const item of tried) done.set(item, error);
      return error;
    }
  };

  const write = async (part: readonly Item[]): Promise<void> => {
    const [first] = part;
    if (first === undefined) return;
    if (part.length === 1) {
      const answer = await attempt(part, () => ways.alone(first));
      done.set(first, answer);
      return;
    }
    const answers = await attempt(part, () => ways.together(part));
    if (answers instanceof CrmError) {
      if (halt) for (const item of part) done.set(item, answers);
      else for (const half of chunks(part, Math.ceil(part.length / 2))) await write(half);
      return;
    }
    for (const [item, answer] of answers) done.set(item, answer);
    for (const item of part) if (!answers.has(item)) await write([item]);
  };

  for (const chunk of chunks(items, BATCH)) await write(chunk);
  return done;
}
