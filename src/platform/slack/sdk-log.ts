import { type Logger, LogLevel } from '@slack/web-api';
import { errorName, type Log } from '../log.ts';

/**
 * Lines of Slack's SDK that help an operator, by their beginnings. The rest can hold a payload (the SDK prints bodies,
 * answers and whole error pages), so only the beginning is logged.
 */
const KNOWN_LINES = [
  "A ping wasn't received from the server",
  "A pong wasn't received from the server",
  'Peer did not complete the close handshake in time',
  'WebSocket error',
  'Failed to send a message as the client',
  'Failed to send a WebSocket message',
  'Failed to send ping to Slack',
  'Failed to retrieve a new WSS URL',
  'http request failed',
  'ack() has already been called',
  'An incoming event was not acknowledged within 3 seconds',
  'Could not determine the type of an incoming event',
  'Authorization of incoming event did not succeed',
  'Failed to parse and verify the request data',
  'Failed to parse the request body',
  'Malformed request body',
  'Request body exceeded the maximum allowed size',
  'An unhandled error occurred while Bolt processed',
  'An unhandled error occurred after ack() called',
  'The top-level `text` argument is missing',
];

/** A logger for Bolt, WebClient and Socket Mode that passes no payload: warnings and errors by name only. */
export function sdkLogger(log: Log): Logger {
  const pass = (level: 'warn' | 'error', parts: unknown[]) => {
    const told = parts.map(lineOf).find((line) => line !== undefined);
    log[level]({ sdk: told ?? 'a line that is not shown, since it could hold a payload' }, "Slack's SDK reports");
  };
  return {
    debug: () => {},
    info: () => {},
    warn: (...parts) => pass('warn', parts),
    error: (...parts) => pass('error', parts),
    // The SDK asks for the level, and prints payloads at DEBUG.
    getLevel: () => LogLevel.WARN,
    setLevel: () => {},
    setName: () => {},
  };
}

function lineOf(part: unknown): string | undefined {
  if (part instanceof Error) return errorName(part);
  if (typeof part !== 'string') return undefined;
  return KNOWN_LINES.find((line) => part.startsWith(line));
}
