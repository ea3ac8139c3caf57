/**
 * Starts Baton, or the sandbox when Slack is not configured. Plain JavaScript, so that an old Node can run it and
 * report the required version.
 */
import { fileURLToPath } from 'node:url';
import { nodeFault } from './node-version.js';

const USAGE = `npm start               Baton in your Slack, or in the sandbox when Slack is not configured
npm start -- --empty    the sandbox without teams and story, to rehearse the set-up`;

const fault = nodeFault();
if (fault) fail(fault);
else start().catch(cannotStart);

async function start() {
  // Caching compiled code halves the time of the next start. A folder that is not writable only loses this.
  const { enableCompileCache } = await import('node:module');
  enableCompileCache(fileURLToPath(new URL('node_modules/.cache/compiled', import.meta.url)));
  const { readConfig } = await import('./src/app/config.ts');
  const { ConfigError, loadEnvironment } = await import('./src/app/environment.ts');
  const { createLog } = await import('./src/platform/log.ts');
  const { hideSecrets } = await import('./src/app/hide-secrets.ts');
  let config;
  try {
    config = readConfig(loadEnvironment());
    hideSecrets();
  } catch (error) {
    if (error instanceof ConfigError) return fail(error.message);
    throw error;
  }

  const [option, ...others] = process.argv.slice(2);
  if (others.length > 0 || (option !== undefined && option !== '--empty')) return fail(USAGE);
  const isEmpty = option === '--empty';

  const log = createLog(config.logLevel);
  if (config.mode !== 'sandbox') {
    if (isEmpty) return fail('--empty is for the sandbox. Remove the Slack tokens from the environment and from .env.');
    const { main } = await import('./src/app/main.ts');
    return main(config, log);
  }
  for (const note of config.notes) log.info(note);
  const { startPlay } = await import('./play/start.ts').catch(noSandbox);
  const { stopOnSignal } = await import('./src/app/main.ts');
  const play = await startPlay({
    databasePath: config.databasePath,
    port: config.port,
    log,
    door: config.door,
    isEmpty,
  });
  console.log(`\nTry Baton in its local Slack workspace: ${play.url}\nPress Ctrl+C to stop.\n`);
  stopOnSignal(play, log);
}

/**
 * @param {Error & { code?: string }} error
 * @returns {never}
 */
function noSandbox(error) {
  if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
  fail(
    'The sandbox is not part of a production install. Set SLACK_BOT_TOKEN and the related variables (see .env.example) to ' +
      'run Baton in Slack, or run "npm ci" to try it without Slack.',
  );
  process.exit();
}

/**
 * @param {Error & { code?: string, port?: number }} error
 */
function cannotStart(error) {
  if (error.code === 'ERR_MODULE_NOT_FOUND') {
    return fail(`A package is missing. Run "npm ci" in Baton’s folder. (${error.message})`);
  }
  if (error.name === 'UserError') fail(error.message);
  else if (error.code === 'EADDRINUSE') {
    fail(`Port ${error.port} is taken by another program. Stop it, or set PORT to another number.`);
  } else console.error(error);
  // Servers that already run would keep a half-started process alive.
  process.exit(1);
}

/** @param {string} message */
function fail(message) {
  console.error(message);
  process.exitCode = 1;
}
