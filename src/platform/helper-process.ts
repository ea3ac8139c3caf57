import { writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';

/**
 * The first thing that a process which Baton forks for its work does. Baton's own work comes first, and this process is
 * ended first when the machine runs out of memory. It ends with Baton.
 */
export function becomeHelper(): void {
  // Baton ends it itself, and does its work again.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
  process.once('disconnect', () => process.exit());
  try {
    setPriority(10);
    writeFileSync('/proc/self/oom_score_adj', '1000');
  } catch {
    // Only Linux has this file.
  }
}
