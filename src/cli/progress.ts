import type { Terminal } from './command.ts';

const EVERY_MS = 1_000;
/** Where nobody watches, a line for so many. */
const EVERY = 1_000;

/** Tells how far a long command is: each second to a person, each thousandth to a log. */
export function progress({ err, isWatched }: Terminal, things: string) {
  let done = 0;
  let toldAt = performance.now();
  const tell = () => err(`${done} ${things}…`);
  return {
    step(): void {
      done += 1;
      const isDue = isWatched ? performance.now() - toldAt >= EVERY_MS : done % EVERY === 0;
      if (!isDue) return;
      toldAt = performance.now();
      tell();
    },
    say: (line: string): void => err(line),
    end(): void {
      if (done >= EVERY && done % EVERY !== 0) tell();
    },
  };
}
