import type { Json } from '../json.ts';

/** An API error, with Slack's error code. */
export class SlackError extends Error {
  readonly code: string;
  readonly extra: Json;

  constructor(code: string, extra: Json = {}) {
    super(code);
    this.code = code;
    this.extra = extra;
  }
}

/** `invalid_arguments` with Slack's detail messages for the developer. */
export const invalidArguments = (...lines: string[]): SlackError =>
  new SlackError('invalid_arguments', { response_metadata: { messages: lines.map((line) => `[ERROR] ${line}`) } });
