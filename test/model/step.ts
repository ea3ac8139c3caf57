/** A step of a story: a command of fast-check that tells in a sentence what happened. */
import fc from 'fast-check';
import { foundCompany } from './company.ts';
import type { Mode, Stage } from './stage.ts';

export type Step<Model extends object> = fc.AsyncCommand<Model, Stage, true>;

export interface Tried {
  acts: number;
  /** The sentences of the story that is told now. */
  story: string[];
}

/** The first thing that `run` does is to `tell` its sentence. */
export function step<Model extends { tried: Tried }>(
  run: (model: Model, stage: Stage, tell: (sentence: string) => void) => Promise<void>,
  isPossible: (model: Readonly<Model>) => boolean = () => true,
): Step<Model> {
  let told = '';
  return {
    check: async (model) => isPossible(model),
    run: async (model, stage) => {
      model.tried.acts += 1;
      await run(model, stage, (sentence) => {
        told = sentence;
        model.tried.story.push(`${sentence}.`);
      });
    },
    toString: () => told,
  };
}

/** A new step for each story: it has its own sentence. */
export const steps = <Model extends object>(make: () => Step<Model>): fc.Arbitrary<Step<Model>> =>
  fc.constant(null).map(make);

/**
 * Stories of these steps, each with a Baton and a Slack of its own. A failure is made short, and told in sentences with the seed
 * that plays it again: docs/testing.md.
 */
export async function playStories<Model extends { tried: Tried }>({
  name,
  of,
  begin,
  stage,
  usually = 40,
}: {
  name: string;
  of: fc.Arbitrary<Step<Model>>[];
  begin: (tried: Tried) => Model;
  /** Stories are told over both ways in which Slack reaches Baton. */
  stage: (mode: Mode) => Promise<Stage>;
  /** So many stories, unless the command says otherwise. */
  usually?: number;
}): Promise<Tried> {
  const { MODEL_STORIES, MODEL_SEED, MODEL_PATH, MODEL_REPLAY, MODEL_QUICK } = process.env;
  const tried: Tried = { acts: 0, story: [] };
  const numRuns = Number(MODEL_STORIES ?? usually);
  const seed = MODEL_SEED === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(MODEL_SEED);
  const story = fc.commands(of, { maxCommands: 60, size: 'max', ...(MODEL_REPLAY && { replayPath: MODEL_REPLAY }) });
  console.log(`${name}: seed ${seed}`);
  await fc.assert(
    fc.asyncProperty(fc.constantFrom<Mode[]>('http', 'socket'), story, async (mode, steps) => {
      const real = await stage(mode);
      tried.story = [mode === 'http' ? 'Over HTTP.' : 'Over Socket Mode.'];
      foundCompany();
      try {
        await fc.asyncModelRun(async () => ({ model: begin(tried), real }), steps);
      } catch (error) {
        throw new Error(`${tried.story.join(' ')}\n${error instanceof Error ? error.message : String(error)}`);
      } finally {
        if (process.env.MODEL_TELL) console.log(tried.story.join(' '));
        await real.app.close();
      }
    }),
    {
      numRuns,
      seed,
      ...(MODEL_PATH && { path: MODEL_PATH }),
      endOnFailure: MODEL_PATH !== undefined || MODEL_QUICK !== undefined,
    },
  );
  console.log(
    `${name}: ${tried.acts.toLocaleString('en')} acts tried in ${numRuns.toLocaleString('en')} stories, 0 faults`,
  );
  return tried;
}
