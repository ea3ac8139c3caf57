import { setTimeout as sleep } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
import { pauseMs } from '../backoff.ts';
import type { Log } from '../log.ts';
import { outcomeOf } from './api-errors.ts';

/** Baton's own ids in this workspace. */
export interface Identity {
  teamId: string;
  botId: string;
  botUserId: string;
  /** `https://<domain>.slack.com/` */
  workspaceUrl: string;
}

const PAUSES = { firstMs: 1_000, longestMs: 30_000 };

/**
 * Asks Slack until it answers.
 * @throws when Slack refuses the token.
 */
export async function whoAmI(web: WebClient, log: Log): Promise<Identity> {
  for (let failures = 1; ; failures += 1) {
    try {
      const { team_id, bot_id, user_id, url } = await web.auth.test();
      if (!team_id || !bot_id || !user_id || !url) throw new Error('SLACK_BOT_TOKEN is not the token of a bot.');
      return { teamId: team_id, botId: bot_id, botUserId: user_id, workspaceUrl: url };
    } catch (error) {
      const failure = outcomeOf(error);
      if (failure.kind === 'auth') throw new Error(`Slack refuses the bot token (SLACK_BOT_TOKEN): ${failure.error}`);
      if (error instanceof Error && error.message.startsWith('SLACK_BOT_TOKEN')) throw error;
      log.warn({ error: failure.error }, 'Slack does not answer; trying again');
      await sleep(pauseMs(PAUSES, failures));
    }
  }
}
