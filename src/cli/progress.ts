import type { Terminal } from './command.ts';

const EVERY_MS = 1_000;
/** Without a person watching, one line per this many. */
const EVERY = 1_000;

/** Reports the progress of a long command: every second to a person, every thousandth to a log. */
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
