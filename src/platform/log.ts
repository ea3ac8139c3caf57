import { createRequire } from 'node:module';
import { type BaseLogger, type DestinationStream, destination, type Logger, type LoggerOptions, pino } from 'pino';

/** The part of the log that most code needs. */
export type Log = Pick<BaseLogger, 'debug' | 'info' | 'warn' | 'error'>;

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

const HIDDEN = '•••';
/** Slack's tokens, and credentials in a URL or header. */
const CREDENTIALS =
  /\bx(?:ox[a-z](?:\.[a-z]+)?|app)-[\w-]+|(?<=https:\/\/hooks\.slack\.com\/)[\w/]+|(?<=\bBearer )[\w.~+/-]+/g;
const SECRET_NAMES = ['token', 'botToken', 'appToken', 'signingSecret', 'secret', 'authorization', 'cookie'];

interface Told {
  type: string;
  message?: string;
  stack?: string;
  slack?: string;
  cause?: Told;
}

/**
 * Creates the log: JSON lines on stdout, or colours in a terminal with pino-pretty installed. No token leaves it, and
 * errors appear without typed text.
 */
export function createLog(level: LogLevel, out: DestinationStream = stdout()): Logger {
  const options: LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: tellError, error: (value) => (value instanceof Error ? tellError(value) : value) },
    redact: { paths: SECRET_NAMES.flatMap((name) => [name, `*.${name}`]), censor: HIDDEN },
    hooks: {
      // pino would use the error's message as the line's.
      logMethod(args, method) {
        const [first, text] = args as unknown[];
        const error = first instanceof Error ? first : (first as { err?: unknown } | undefined)?.err;
        if (error instanceof Error && text === undefined) {
          const facts = first instanceof Error ? { err: first } : first;
          method.apply(this, [facts, error.name] as unknown as Parameters<typeof method>);
        } else method.apply(this, args);
      },
    },
  };
  return pino(options, { write: (line: string) => out.write(line.replace(CREDENTIALS, HIDDEN)) });
}

/** Synchronous, so that the last lines before an exit are written. */
function stdout(): DestinationStream {
  const plain = destination({ dest: 1, sync: true });
  if (!process.stdout.isTTY) return plain;
  try {
    const require = createRequire(import.meta.url);
    const pretty = require('pino-pretty') as typeof import('pino-pretty');
    return pretty({ destination: plain, colorize: true, translateTime: 'SYS:HH:MM:ss' });
  } catch {
    return plain; // A production install has no pino-pretty.
  }
}

/**
 * The loggable parts of an error: kind, Slack's code, stack, and the message unless it may repeat typed text. Refusals
 * (UserError) name people and leads, errors of the language quote their input, and the SDK's errors repeat Slack's answer.
 */
function tellError(error: unknown): Told {
  if (!(error instanceof Error)) return { type: typeof error };
  const slack = (error as { data?: { error?: unknown } }).data?.error;
  const frames = error.stack?.split('\n').filter((line) => /^ {4}at /.test(line));
  return {
    type: errorName(error),
    ...(mayQuote(error) ? {} : { message: error.message.split('\n')[0]?.slice(0, 300) }),
    ...(typeof slack === 'string' && /^\w{1,80}$/.test(slack) ? { slack } : {}),
    ...(frames?.length ? { stack: frames.slice(0, 12).join('\n') } : {}),
    ...(error.cause instanceof Error ? { cause: tellError(error.cause) } : {}),
  };
}

function mayQuote(error: Error): boolean {
  const code = (error as { code?: unknown }).code;
  return (
    ['UserError', 'SyntaxError', 'ZodError', '$ZodError', 'AggregateError', 'AssertionError'].includes(error.name) ||
    // SQLite quotes a search that it cannot read; its other codes name tables and columns only.
    code === 'SQLITE_ERROR' ||
    (typeof code === 'string' && code.startsWith('slack_')) ||
    (['TypeError', 'RangeError'].includes(error.name) && QUOTING.test(error.message.replace(OWN_NAME, '')))
  );
}

/** V8 quotes a value after a colon, in quotes, or as an operand. */
const QUOTING = /[:'"`]| value /;
const OWN_NAME = / \((?:reading|setting) '[\w$]+'\)$/;

/** Class and code of an error: messages of the SDK's errors repeat the answer of Slack or a proxy. */
export function errorName(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return code && /^[\w.-]{1,64}$/.test(code) ? `${error.name} ${code}` : error.name;
}
