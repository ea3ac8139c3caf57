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

const BAR = 30;

/** A bar that is drawn over itself for a person who watches; a log gets a line for each tenth. */
export function bar({ err, draw, isWatched }: Terminal, what: string, total: number) {
  let toldAt = performance.now() - EVERY_MS;
  let tenths = 0;
  const line = (done: number) => {
    const share = total === 0 ? 1 : done / total;
    const full = Math.round(share * BAR);
    const sign = `${'█'.repeat(full)}${'░'.repeat(BAR - full)}`;
    return `${what} ${sign} ${Math.floor(share * 100)} % (${done} of ${total} rows)`;
  };
  return {
    at(done: number): void {
      if (isWatched && draw) {
        if (performance.now() - toldAt < EVERY_MS / 5 && done < total) return;
        toldAt = performance.now();
        draw(line(done));
      } else if (Math.floor((done / total) * 10) > tenths) {
        tenths = Math.floor((done / total) * 10);
        err(line(done));
      }
    },
    end(): void {
      if (isWatched && draw) err('');
    },
  };
}
