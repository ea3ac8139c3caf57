import type { Json } from '../json.ts';

/** An answer of the API that is an error, in Slack's words. */
export class SlackError extends Error {
  readonly code: string;
  readonly extra: Json;

  constructor(code: string, extra: Json = {}) {
    super(code);
    this.code = code;
    this.extra = extra;
  }
}

/** `invalid_arguments` with the lines that Slack adds for the developer. */
export const invalidArguments = (...lines: string[]): SlackError =>
  new SlackError('invalid_arguments', { response_metadata: { messages: lines.map((line) => `[ERROR] ${line}`) } });
