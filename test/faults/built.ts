/** Baton as production runs it, built once for all files of a run: each process that will die starts in a third of the time. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../../build/build.ts';

const IN_IT = ['test/faults/crash/baton.child.ts', 'test/faults/crash/points.child.ts'];

/** Vitest calls it before the first file, and what it returns after the last one. */
export default async function buildBaton(): Promise<(() => void) | undefined> {
  if (process.env.FAULTS_BUILD !== undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'baton-built-'));
  await build(folder, IN_IT);
  process.env.FAULTS_BUILD = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}

/** Where a file stands that is loaded by the process: in the build, or among the sources without one. */
export const builtOrSource = (sources: string, name: string): string => {
  const folder = process.env.FAULTS_BUILD;
  return folder === undefined ? join(sources, `${name}.ts`) : join(folder, `${name}.js`);
};
