/** A minimal Bolt app. */
import { App, LogLevel } from '@slack/bolt';

const app = new App({
  token: process.env.SLACK_BOT_TOKEN,
  signingSecret: process.env.SLACK_SIGNING_SECRET,
  clientOptions: { slackApiUrl: process.env.SLACK_API_URL },
  logLevel: LogLevel.ERROR,
});
app.view('handoff', async ({ ack }) => ack());
await app.start(Number(process.env.PORT));
process.on('SIGTERM', () => process.exit(0));
