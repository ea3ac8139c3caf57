/** Slack's requests, as HTTP bodies. */
import { createHmac } from 'node:crypto';
import { handoffModal } from '../../views/leads/handoff.ts';
import { channelOf, MARKETER, SIGNING_SECRET, TEAM } from './workspace.ts';

export interface SignedRequest {
  body: string;
  headers: Record<string, string>;
}

/** A signature with the current time, as in Slack (docs.slack.dev, Verifying requests from Slack). */
export function signed(body: string): SignedRequest {
  const at = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', SIGNING_SECRET).update(`v0:${at}:${body}`).digest('hex');
  return {
    body,
    headers: {
      'content-type': body.startsWith('{') ? 'application/json' : 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': at,
      'x-slack-signature': `v0=${signature}`,
    },
  };
}

const form = (fields: Record<string, string>) => signed(new URLSearchParams(fields).toString());

const person = (id: string) => ({ id, username: id.toLowerCase(), name: id.toLowerCase(), team_id: TEAM });
const origin = { api_app_id: 'A1', token: 'verification', team: { id: TEAM, domain: 'northwind' }, enterprise: null };

type Teams = Parameters<typeof handoffModal>[0]['teams'];

/** A filled-in hand-off form of a new contact. */
export function handoffSubmission(number: number, teams: Teams): SignedRequest {
  const text = (value: string) => ({ type: 'plain_text_input', value });
  const chosen = (value: string) => ({
    type: 'static_select',
    selected_option: { text: { type: 'plain_text', text: value }, value },
  });
  const modal = handoffModal({ teams, guess: {} });
  const values = {
    name: text(`Jane Doe ${number}`),
    company: text(`Acme ${number}`),
    email: text(`jane.${number}@acme${number}.example`),
    phone: text(''),
    need: text('They saw the webinar and would like a demo next week, with prices for fifty seats.'),
    temperature: chosen('warm'),
    team: chosen(String(teams[number % teams.length]?.id)),
    seller: { type: 'users_select', selected_user: null },
    source: chosen('Webinar'),
    stage: chosen('consideration'),
    role: text('Head of Operations'),
  };
  const state = { values: Object.fromEntries(Object.entries(values).map(([id, value]) => [id, { [id]: value }])) };
  const view = {
    id: `V${process.pid}N${number}`,
    team_id: TEAM,
    app_id: 'A1',
    bot_id: 'B1',
    hash: '1.a',
    root_view_id: 'V1',
    previous_view_id: null,
    external_id: '',
    ...modal,
    state,
  };
  const payload = {
    type: 'view_submission',
    ...origin,
    user: person(MARKETER),
    is_enterprise_install: false,
    trigger_id: '1.2.a',
    view,
    response_urls: [],
  };
  return form({ payload: JSON.stringify(payload) });
}

/** `/handoff` with text that fills in the form. */
export const handoffCommand = (number: number, responseUrl: string): SignedRequest =>
  command('/handoff', `Jane Doe, Acme, jane.${number}@acme.example`, { number, responseUrl, userId: MARKETER });

/** A slash command of a person; its trigger is `triggerOf(number)`. */
export const command = (
  name: string,
  text: string,
  { number, responseUrl, userId }: { number: number; responseUrl: string; userId: string },
): SignedRequest =>
  form({
    token: 'verification',
    team_id: TEAM,
    team_domain: 'northwind',
    channel_id: channelOf(1),
    channel_name: 'marketing',
    user_id: userId,
    user_name: userId.toLowerCase(),
    command: name,
    text,
    api_app_id: 'A1',
    is_enterprise_install: 'false',
    response_url: responseUrl,
    trigger_id: triggerOf(number),
  });

export const triggerOf = (number: number): string => `1.2.${number}`;

export interface Reacted {
  userId: string;
  channel: string;
  ts: string;
  at: Date;
}

/** A reaction to a card, ✅ when left out. */
export const acceptance = (eventId: string, { userId, channel, ts, at }: Reacted, reaction = 'white_check_mark') =>
  eventOf(eventId, at, {
    ...{ type: 'reaction_added', user: userId, reaction, item: { type: 'message', channel, ts } },
    ...{ item_user: 'UBOT', event_ts: (at.getTime() / 1000).toFixed(6) },
  });

/** A person looks at their home. */
export const homeOpened = (eventId: string, { userId, at }: Pick<Reacted, 'userId' | 'at'>) =>
  eventOf(eventId, at, {
    ...{ type: 'app_home_opened', user: userId, channel: `D${userId}`, tab: 'home' },
    ...{ event_ts: (at.getTime() / 1000).toFixed(6) },
  });

function eventOf(eventId: string, at: Date, event: Record<string, unknown>): Record<string, unknown> {
  return {
    token: 'verification',
    team_id: TEAM,
    api_app_id: 'A1',
    event,
    type: 'event_callback',
    event_id: eventId,
    event_time: Math.floor(at.getTime() / 1000),
    authorizations: [
      { enterprise_id: null, team_id: TEAM, user_id: 'UBOT', is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: false,
    event_context: '4-a',
  };
}
