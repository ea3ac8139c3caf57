import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Sandbox, WorkspaceSpec } from '../src/index.ts';
import { startSandbox } from '../src/index.ts';

const USAGE = `sandbox --manifest manifest.yml [options] [-- command args...]

  --manifest <file>    the Slack app manifest, YAML or JSON
  --workspace <file>   people, channels and groups of the workspace, YAML or JSON; default: a small one
  --port <number>      default: 3300; 0 lets the system choose
  --http <url>         deliver signed HTTP to this address; default: Socket Mode
  --no-rate-limits     never answer 429
  --no-page            no page for people, only the API
  --watch-page         rebuild the page when one of its files changes

The command is started with SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_SIGNING_SECRET, SLACK_CLIENT_ID, SLACK_CLIENT_SECRET
and SLACK_API_URL in its environment.`;

/** Slack's own timings: three seconds to acknowledge; retries at once, after a minute and after five minutes. */
const SLACK_TIMINGS = { ackMs: 3000, eventRetryMs: [1000, 60_000, 300_000], fileMs: 1000, pingMs: 10_000 };

const SMALL: WorkspaceSpec = {
  people: { ada: { realName: 'Ada', admin: true }, ben: { realName: 'Ben' } },
  channels: { general: {}, random: {} },
  botIn: ['general'],
};

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}

function readOptions() {
  const split = process.argv.indexOf('--');
  const own = process.argv.slice(2, split < 0 ? undefined : split);
  try {
    const { values } = parseArgs({
      args: own,
      options: {
        manifest: { type: 'string' },
        workspace: { type: 'string' },
        port: { type: 'string', default: '3300' },
        http: { type: 'string' },
        'no-rate-limits': { type: 'boolean', default: false },
        'no-page': { type: 'boolean', default: false },
        'watch-page': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    return { ...values, command: split < 0 ? [] : process.argv.slice(split + 1) };
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
  }
}

function readYaml(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch (error) {
    return fail(`${file}: ${error instanceof Error ? error.message : error}`);
  }
}

const environment = (sandbox: Sandbox): Record<string, string> => ({
  SLACK_BOT_TOKEN: sandbox.botToken,
  SLACK_APP_TOKEN: sandbox.appToken,
  SLACK_SIGNING_SECRET: sandbox.signingSecret,
  SLACK_CLIENT_ID: sandbox.clientId,
  SLACK_CLIENT_SECRET: sandbox.clientSecret,
  SLACK_API_URL: sandbox.apiUrl,
});

function startCommand(sandbox: Sandbox, [command = '', ...args]: string[]): void {
  const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, ...environment(sandbox) } });
  child.on('error', (error) => fail(`${command} could not be started: ${error.message}`));
  child.on('exit', (code, signal) => {
    console.error(`sandbox: the app ended (${signal ?? `exit code ${code}`}).`);
    void sandbox.close().then(() => process.exit(code ?? 1));
  });
  // The app receives the signal and time to stop; the sandbox ends after the app.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
}

const options = readOptions();
if (options.help) {
  console.log(USAGE);
  process.exit(0);
}
const port = Number(options.port);
if (!options.manifest) fail(`--manifest is missing.\n\n${USAGE}`);
if (!Number.isInteger(port) || port < 0 || port > 65_535)
  fail(`--port must be a number from 0 to 65535, not "${options.port}".`);

let sandbox: Sandbox;
try {
  sandbox = await startSandbox({
    port,
    manifest: readYaml(options.manifest),
    workspace: options.workspace ? (readYaml(options.workspace) as WorkspaceSpec) : SMALL,
    deliver: options.http ? { mode: 'http', url: options.http } : { mode: 'socket' },
    page: options['watch-page'] ? { dev: true } : !options['no-page'],
    rateLimits: !options['no-rate-limits'],
    timings: SLACK_TIMINGS,
  });
} catch (error) {
  if (error instanceof z.ZodError) fail(`The manifest or the workspace file is invalid:\n${z.prettifyError(error)}`);
  const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  fail(
    isTaken
      ? `Port ${port} is in use. Choose another with --port.`
      : String(error instanceof Error ? error.message : error),
  );
}

console.error(`sandbox: ${sandbox.url}`);
if (options.command.length > 0) startCommand(sandbox, options.command);
else {
  for (const [name, value] of Object.entries(environment(sandbox))) console.log(`${name}=${value}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => void sandbox.close().then(() => process.exit(0)));
}
