import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { MINUTE_MS } from '../time/units.ts';

/** The text of a file, or a sentence that says why it cannot be read. */
export type Extracted = { text: string } | { trouble: string };

/** Baton is about to end: the file has to be read again. */
type Interrupted = 'interrupted';

/** The readers, by file extension and type. */
const formats = ['pdf', 'docx', 'pptx', 'text'] as const;
export type Format = (typeof formats)[number];

export interface ExtractLimits {
  timeMs: number;
  /** All memory of the process that reads, in MB: V8's heap alone would leave out unpacked streams. */
  memoryMb: number;
  /** Text beyond this is ignored. */
  characters: number;
  /** Most bytes that a zipped document may unpack to. */
  unpackedBytes: number;
  /** Aborts the reading. */
  signal?: AbortSignal;
}

const USUAL: ExtractLimits = {
  timeMs: MINUTE_MS,
  memoryMb: 512,
  characters: 400_000,
  unpackedBytes: 100 * 1024 * 1024,
};

const BY_ENDING: Record<string, Format> = {
  pdf: 'pdf',
  docx: 'docx',
  docm: 'docx',
  pptx: 'pptx',
  pptm: 'pptx',
  ppsx: 'pptx',
  txt: 'text',
  text: 'text',
  md: 'text',
  markdown: 'text',
  csv: 'text',
};

const BY_TYPE: Record<string, Format> = {
  'application/pdf': 'pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
  'text/plain': 'text',
  'text/markdown': 'text',
  'text/csv': 'text',
};

/** The reader of a file; undefined for an unsupported type. */
export function formatOf({ name, mimetype }: { name: string; mimetype: string }): Format | undefined {
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  return BY_ENDING[ending] ?? BY_TYPE[mimetype.split(';')[0]?.trim().toLowerCase() ?? ''];
}

/** The message to the process. */
export type TextWork = Omit<ExtractLimits, 'timeMs' | 'signal'> & { path: string; format: Format };

/**
 * Reads the text of a file in its own process, which is killed when it takes too much time or memory: uploads may be
 * broken, encrypted, enormous or malicious. Never rejects.
 */
export function extractText(
  path: string,
  format: Format,
  limits: Partial<ExtractLimits> = {},
): Promise<Extracted | Interrupted> {
  const { timeMs, signal, ...work } = { ...USUAL, ...limits };
  return readApart<Extracted>({ path, format, ...work } satisfies TextWork, {
    ...{ timeMs, signal, memoryMb: work.memoryMb },
    trouble: { time: 'Reading its text took too long.', memory: 'Reading its text took too much memory.' },
    unreadable: 'Its text could not be read.',
  });
}

interface ApartLimits extends Pick<ExtractLimits, 'timeMs' | 'memoryMb' | 'signal'> {
  trouble: { time: string; memory: string };
  unreadable: string;
}

/** Gives work to a process of its own (extract-process.ts), and ends it at its limits. Never rejects. */
export function readApart<Result>(
  work: unknown,
  { timeMs, memoryMb, signal, trouble, unreadable }: ApartLimits,
): Promise<Result | { trouble: string } | Interrupted> {
  return new Promise((resolve) => {
    const child = fork(fileURLToPath(new URL('./extract-process.ts', import.meta.url)), {
      execArgv: [`--max-old-space-size=${memoryMb}`, '--v8-pool-size=1'],
      // Warnings of the libraries may hold file names of people, so they do not reach Baton's output.
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      env: {},
    });
    const timer = setTimeout(() => end({ trouble: trouble.time }), timeMs);
    const stop = () => end('interrupted');
    function end(result: Result | { trouble: string } | Interrupted): void {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
      resolve(result);
      child.kill('SIGKILL');
    }
    signal?.addEventListener('abort', stop);
    child.once('message', (result: Result) => end(result));
    // Twice, if it cannot start: for its start, and for what it was sent. An error without a listener would end Baton.
    child.on('error', () => end({ trouble: unreadable }));
    child.once('exit', (_, signal) => end(reasonOf(signal)));
    child.send(work as object);
  });

  function reasonOf(signal: NodeJS.Signals | null): { trouble: string } | Interrupted {
    switch (signal) {
      case 'SIGINT':
      case 'SIGTERM':
      case 'SIGHUP':
        // Sent to Baton and its children together.
        return 'interrupted';
      case 'SIGKILL':
      case 'SIGABRT':
        // Its own watch kills it, V8 aborts it, or the system kills the largest process.
        return { trouble: trouble.memory };
      default:
        return { trouble: unreadable };
    }
  }
}
