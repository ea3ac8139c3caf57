import type { WebClient } from '@slack/web-api';
import { asSecret, type Secret } from '../crypto/secret.ts';
import { NotYet, UserError } from '../errors.ts';
import { MINUTE_MS } from '../time/units.ts';
import { slackError } from './open-view.ts';

/** A file as Slack has it. */
interface SlackFile {
  name: string;
  mimetype: string;
  content: AsyncIterable<Uint8Array>;
}

/** Fetches a file that a person uploaded to Slack. */
export type FetchFile = (fileId: string, stop: AbortSignal) => Promise<SlackFile>;

export interface FileSource {
  web: WebClient;
  token: Secret | string;
  /** A Web API other than Slack's; files then come from its host. */
  apiUrl?: string;
}

/** For the whole download. */
const TIMEOUT_MS = MINUTE_MS;
const MOST_REDIRECTS = 3;
/** Permanent error codes of files.info. */
const GONE = new Set(['file_not_found', 'file_deleted', 'not_allowed', 'missing_scope', 'no_permission']);
export const isFileGone = (error: unknown): boolean => GONE.has(slackError(error) ?? '');

/**
 * Fetches files by id, only from Slack's hosts and with the bot's token. Addresses that people type never come here.
 * @throws UserError when the file is permanently unavailable; any other error may pass.
 */
export const fetchSlackFile =
  ({ web, token, apiUrl }: FileSource): FetchFile =>
  async (fileId, stop) => {
    const { name, mimetype, url } = await about(web, fileId);
    const signal = AbortSignal.any([stop, AbortSignal.timeout(TIMEOUT_MS)]);
    const answer = await get(new URL(url), { token: asSecret(token).reveal(), apiUrl, signal });
    if (!answer.ok) {
      await answer.body?.cancel();
      if (answer.status === 404 || answer.status === 410) throw gone();
      const words = `Slack answered ${answer.status} for a file`;
      throw mayPass(answer.status) ? new NotYet(words) : new Error(words);
    }
    // A token without access gets Slack's sign-in page.
    const isPage = answer.headers.get('content-type')?.startsWith('text/html') && !/html/.test(mimetype);
    if (isPage || !answer.body) {
      await answer.body?.cancel();
      throw new UserError('I have no access to this file in Slack. Upload it again, or give a link to it.');
    }
    return { name, mimetype, content: answer.body };
  };

const mayPass = (status: number) => status >= 500 || status === 429 || status === 408;

async function about(web: WebClient, fileId: string) {
  try {
    const { file } = await web.files.info({ file: fileId });
    const url = file?.url_private_download ?? file?.url_private;
    if (!url) throw gone();
    return { name: file?.name || 'file', mimetype: file?.mimetype ?? '', url };
  } catch (error) {
    throw isFileGone(error) ? gone(error) : error;
  }
}

const gone = (cause?: unknown) =>
  new UserError('This file is no longer in Slack. Upload it again, or give a link to it.', { cause });

/** Follows redirects itself, so that the token reaches no other host. */
async function get(
  url: URL,
  { token, apiUrl, signal }: { token: string; apiUrl: string | undefined; signal: AbortSignal },
): Promise<Response> {
  for (let at = url, left = MOST_REDIRECTS; ; left -= 1) {
    if (!isSlacks(at, apiUrl)) throw new UserError('This file is not kept by Slack itself. Give a link to it instead.');
    const answer = await fetch(at, { headers: { authorization: `Bearer ${token}` }, redirect: 'manual', signal });
    const next = answer.headers.get('location');
    if (answer.status < 300 || answer.status > 399 || next === null || left === 0) return answer;
    await answer.body?.cancel();
    at = new URL(next, at);
  }
}

/** Slack's hosts (files.slack.com, and the ones for governments), or the host of the configured API. */
export function isSlacks(url: URL, apiUrl: string | undefined): boolean {
  if (apiUrl !== undefined) return url.origin === new URL(apiUrl).origin;
  return url.protocol === 'https:' && url.port === '' && /(?:^|\.)slack(?:-gov)?\.com$/.test(url.hostname);
}
