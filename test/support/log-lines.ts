import pino from 'pino';

export interface LogLines {
  log: pino.Logger;
  /** The whole log as text. */
  text(): string;
  /** Lines logged at this level. */
  lines(level: 'info' | 'warn' | 'error'): Record<string, unknown>[];
}

/** A logger that keeps its lines. */
export function logLines(): LogLines {
  const written: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line: string) => void written.push(line) });
  return {
    log,
    text: () => written.join(''),
    lines: (level) =>
      written
        .map((line): Record<string, unknown> => JSON.parse(line))
        .filter((line) => line.level === pino.levels.values[level]),
  };
}
