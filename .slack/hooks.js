/**
 * The hooks of the Slack CLI, so that `slack run` installs Baton from manifest.yml and starts it:
 * docs.slack.dev/tools/slack-cli/reference/hooks
 */
import { readFileSync } from 'node:fs';

/** @type {Record<string, () => Promise<unknown>>} */
const hooks = {
  'get-manifest': async () => {
    const { parse } = await import('yaml');
    const manifest = readFileSync(new URL('../manifest.yml', import.meta.url), 'utf8');
    console.log(JSON.stringify(parse(manifest)));
  },
  start: async () => {
    const { SLACK_CLI_XOXB, SLACK_CLI_XAPP, SLACK_BOT_TOKEN, SLACK_APP_TOKEN, DATABASE_PATH } = process.env;
    process.env.SLACK_BOT_TOKEN = SLACK_CLI_XOXB || SLACK_BOT_TOKEN || '';
    process.env.SLACK_APP_TOKEN = SLACK_CLI_XAPP || SLACK_APP_TOKEN || '';
    // The CLI's app is a development app in its own workspace: it uses a database of its own.
    process.env.DATABASE_PATH = DATABASE_PATH || 'data/slack-run.db';
    await import('../start.js');
  },
};

const [name = ''] = process.argv.slice(2);
const hook = hooks[name];
if (hook) await hook();
else {
  console.error(`There is no hook named "${name}". The hooks are: ${Object.keys(hooks).join(', ')}.`);
  process.exitCode = 1;
}
