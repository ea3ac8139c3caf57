import type { WebClient } from '@slack/web-api';
import { UserError } from '../errors.ts';
import { slackError } from './open-view.ts';

/** A file as Slack has it. */
export interface SlackFile {
  name: string;
  mimetype: string;
  content: AsyncIterable<Uint8Array>;
}

/** Fetches what somebody uploaded. */
export type FetchFile = (fileId: string, stop: AbortSignal) => Promise<SlackFile>;

export interface FileSource {
  web: WebClient;
  token: string;
  /** Another Web API than Slack's; files come from its host then. */
  apiUrl?: string;
}

/** From the first byte asked for to the last. */
const TIMEOUT_MS = 60_000;
const MOST_REDIRECTS = 3;
/** Codes of files.info that will not change. */
const GONE = new Set(['file_not_found', 'file_deleted', 'not_allowed', 'missing_scope', 'no_permission']);

/**
 * Fetches files by their id, from Slack's own hosts alone and with the bot's token: an address that a person typed never
 * comes here.
 * @throws UserError when it cannot be had, for good; any other error may pass.
 */
export const fetchSlackFile =
  ({ web, token, apiUrl }: FileSource): FetchFile =>
  async (fileId, stop) => {
    const { name, mimetype, url } = await about(web, fileId);
    const signal = AbortSignal.any([stop, AbortSignal.timeout(TIMEOUT_MS)]);
    const answer = await get(new URL(url), { token, apiUrl, signal });
    if (!answer.ok) {
      await answer.body?.cancel();
      if (answer.status === 404 || answer.status === 410) throw gone();
      throw new Error(`Slack answered ${answer.status} for a file.`);
    }
    // To a token that may not read it, Slack shows its page to sign in.
    const isPage = answer.headers.get('content-type')?.startsWith('text/html') && !/html/.test(mimetype);
    if (isPage || !answer.body) {
      await answer.body?.cancel();
      throw new UserError('Slack does not give me this file. Upload it once more, or give a link to it.');
    }
    return { name, mimetype, content: answer.body };
  };

async function about(web: WebClient, fileId: string) {
  try {
    const { file } = await web.files.info({ file: fileId });
    const url = file?.url_private_download ?? file?.url_private;
    if (!url) throw gone();
    return { name: file?.name || 'file', mimetype: file?.mimetype ?? '', url };
  } catch (error) {
    throw GONE.has(slackError(error) ?? '') ? gone(error) : error;
  }
}

const gone = (cause?: unknown) =>
  new UserError('Slack does not have this file any more. Upload it once more, or give a link to it.', { cause });

/** Follows redirects by hand, so that the token goes to no other host. */
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

/** Slack's own hosts (files.slack.com, and its like for governments), or that of the API which is configured. */
export function isSlacks(url: URL, apiUrl: string | undefined): boolean {
  if (apiUrl !== undefined) return url.origin === new URL(apiUrl).origin;
  return url.protocol === 'https:' && url.port === '' && /(?:^|\.)slack(?:-gov)?\.com$/.test(url.hostname);
}
