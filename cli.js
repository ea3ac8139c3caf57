#!/usr/bin/env node
/** `npm run baton -- <command>`: commands for Baton's data. `--help` lists them. */
import { nodeFault } from './node-version.js';

const fault = nodeFault();
if (fault) {
  console.error(fault);
  process.exitCode = 1;
} else {
  run().catch((error) => {
    if (error.code === 'ERR_MODULE_NOT_FOUND') {
      console.error(`A package is missing. Run "npm ci" in Baton’s folder. (${error.message})`);
    } else console.error(error.name === 'ConfigError' ? error.message : error);
    process.exitCode = 1;
  });
}

async function run() {
  const { runCommand } = await import('./src/cli/run.ts');
  const { loadEnvironment } = await import('./src/app/environment.ts');
  const { systemClock } = await import('./src/platform/time/clock.ts');
  const { stdout, stderr } = process;
  // The reader may close the output early, as `| head` does.
  stdout.on('error', (error) => process.exit('code' in error && error.code === 'EPIPE' ? 0 : 1));
  process.exitCode = await runCommand(process.argv.slice(2), {
    env: loadEnvironment(),
    now: systemClock,
    out: (line) => void stdout.write(`${line}\n`),
    err: (line) => void stderr.write(`${line}\n`),
    draw: (line) => void stderr.write(`\r\u001b[K${line}`),
    isWatched: stderr.isTTY === true,
  });
}
