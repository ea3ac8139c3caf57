/** Syncs a small file again and again while others work: how long the disk itself makes a commit wait. */
import { closeSync, fdatasync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { serve } from './child.ts';

const EVERY_MS = 10;
const PAGE = Buffer.alloc(4_096, 1);

serve<{ folder: string }>(async ({ folder }) => {
  const file = openSync(join(folder, 'syncs'), 'w');
  const took: number[] = [];
  let isOver = false;
  const running = (async () => {
    while (!isOver) {
      writeSync(file, PAGE);
      const begin = performance.now();
      await promisify(fdatasync)(file);
      took.push(performance.now() - begin);
      await sleep(EVERY_MS);
    }
    closeSync(file);
  })();
  return {
    ready: true,
    answers: {
      /** Milliseconds of each. */
      end: async () => {
        isOver = true;
        await running;
        return took;
      },
    },
  };
});
