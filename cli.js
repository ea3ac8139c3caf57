/** `npm run baton -- <command>`: what is done with Baton's data from a shell. `--help` lists the commands. */
import { nodeFault } from './node-version.js';

const fault = nodeFault();
if (fault) {
  console.error(fault);
  process.exitCode = 1;
} else {
  run().catch((error) => {
    console.error(
      error.code === 'ERR_MODULE_NOT_FOUND'
        ? `A part of Baton is not installed: run "npm ci" in its folder. (${error.message})`
        : error,
    );
    process.exitCode = 1;
  });
}

async function run() {
  const { runCommand } = await import('./src/cli/run.ts');
  const { loadEnvironment } = await import('./src/app/config.ts');
  const { systemClock } = await import('./src/platform/time/clock.ts');
  const { stdout, stderr } = process;
  // Whoever reads the output may have seen enough: `| head`.
  stdout.on('error', (error) => process.exit('code' in error && error.code === 'EPIPE' ? 0 : 1));
  process.exitCode = await runCommand(process.argv.slice(2), {
    env: loadEnvironment(),
    now: systemClock,
    out: (line) => void stdout.write(`${line}\n`),
    err: (line) => void stderr.write(`${line}\n`),
    isWatched: stderr.isTTY === true,
  });
}
