import { z } from 'zod';

const APP = 'api.slack.com/apps → your app';
export const FOUND_AT = {
  SLACK_BOT_TOKEN: `${APP} → OAuth & Permissions → Bot User OAuth Token (begins with xoxb-)`,
  SLACK_APP_TOKEN: `${APP} → Basic Information → App-Level Tokens (begins with xapp-, scope connections:write)`,
  SLACK_SIGNING_SECRET: `${APP} → Basic Information → App Credentials → Signing Secret`,
} as const;
export type SlackVariable = keyof typeof FOUND_AT;
export const slackVariables = Object.keys(FOUND_AT) as SlackVariable[];

const KINDS: Record<string, string> = {
  'xoxb-': 'a bot token',
  'xapp-': 'an app-level token',
  'xoxp-': 'a user token',
  'xoxe-': 'a refresh token',
};

/** Begins a token that expires after twelve hours (docs.slack.dev/authentication/using-token-rotation). */
const ROTATING = 'xoxe.';

export const slackValue = (name: SlackVariable) =>
  z
    .string()
    .trim()
    .min(1, `is empty. Fill it in or remove it. ${FOUND_AT[name]}`)
    .refine((value) => !/\s/.test(value), `contains a space or a line break. Copy it again: ${FOUND_AT[name]}`);

export const token = (name: SlackVariable, prefix: string) =>
  slackValue(name).superRefine((value, ctx) => {
    if (value === '' || value.startsWith(prefix) || value.startsWith(`${ROTATING}${prefix}`)) return;
    const kind = Object.entries(KINDS).find(([begin]) => value.startsWith(begin))?.[1];
    const what = kind ? `is ${kind}` : `does not begin with ${prefix}`;
    ctx.addIssue({ code: 'custom', message: `${what}. Find the right one: ${FOUND_AT[name]}` });
  });

/** Values of Slack that go together; the fault stands at the missing one. */
export function completeSet(
  env: { [K in SlackVariable | 'SLACK_BOT_TOKEN_FILE' | 'NODE_ENV']?: string },
  ctx: z.RefinementCtx,
): void {
  const missing = (name: SlackVariable, why: string) =>
    ctx.addIssue({ code: 'custom', path: [name], message: `${why} ${FOUND_AT[name]}` });
  const has = (name: SlackVariable) => env[name] !== undefined;
  if (env.SLACK_BOT_TOKEN?.startsWith(ROTATING) && !env.SLACK_BOT_TOKEN_FILE)
    missing(
      'SLACK_BOT_TOKEN',
      'is a rotating token, which expires after twelve hours. Name a file that is renewed: SLACK_BOT_TOKEN_FILE.',
    );

  if (has('SLACK_BOT_TOKEN')) {
    if (has('SLACK_APP_TOKEN') || has('SLACK_SIGNING_SECRET')) return;
    missing('SLACK_APP_TOKEN', 'is missing. With it, Baton connects to Slack by Socket Mode.');
    missing('SLACK_SIGNING_SECRET', 'is missing. With it instead, Slack reaches Baton over HTTP.');
    return;
  }
  const half = slackVariables.find(has);
  if (half) missing('SLACK_BOT_TOKEN', `is missing. ${half} needs it.`);
  else if (env.NODE_ENV === 'production') {
    missing('SLACK_BOT_TOKEN', 'is missing. The sandbox does not start with NODE_ENV=production.');
    missing('SLACK_APP_TOKEN', 'is missing. With it, Baton connects to Slack by Socket Mode.');
    missing('SLACK_SIGNING_SECRET', 'is missing. With it, Slack reaches Baton over HTTP.');
  }
}
