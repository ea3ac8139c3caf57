import { Worker } from 'node:worker_threads';

/** The text of a file, or a sentence that says why there is none. */
export type Extracted = { text: string } | { trouble: string };

/** The readers, by file extension and type. */
const formats = ['pdf', 'docx', 'pptx', 'text'] as const;
export type Format = (typeof formats)[number];

export interface ExtractLimits {
  timeMs: number;
  /** The worker's heap in MB. */
  memoryMb: number;
  /** Text beyond this is ignored. */
  characters: number;
  /** Most bytes that a zipped document may unpack to. */
  unpackedBytes: number;
  /** Aborts the reading. */
  signal?: AbortSignal;
}

const USUAL: ExtractLimits = {
  timeMs: 60_000,
  memoryMb: 384,
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

/** The reader of a file; undefined when there is none. */
export function formatOf({ name, mimetype }: { name: string; mimetype: string }): Format | undefined {
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  return BY_ENDING[ending] ?? BY_TYPE[mimetype.split(';')[0]?.trim().toLowerCase() ?? ''];
}

/**
 * Reads the text of a file in its own worker, which is ended when it takes too much time or memory: uploads may be
 * broken, encrypted, enormous or malicious. Never rejects.
 */
export function extractText(path: string, format: Format, limits: Partial<ExtractLimits> = {}): Promise<Extracted> {
  const { timeMs, memoryMb, signal, ...work } = { ...USUAL, ...limits };
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./extract-worker.ts', import.meta.url), {
      workerData: { path, format, ...work },
      resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 32 },
      // Warnings of the libraries may hold file names of people, so they do not reach Baton's output.
      stdout: true,
      stderr: true,
      env: {},
    });
    const timer = setTimeout(() => end({ trouble: 'Reading its text took too long.' }), timeMs);
    const stop = () => end({ trouble: 'Reading its text was interrupted.' });
    function end(result: Extracted): void {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
      resolve(result);
      void worker.terminate();
    }
    signal?.addEventListener('abort', stop);
    worker.stdout.resume();
    worker.stderr.resume();
    worker.once('message', (result: Extracted) => end(result));
    worker.once('error', (error) => {
      const isMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      end({ trouble: isMemory ? 'Reading its text took too much memory.' : 'Its text could not be read.' });
    });
    worker.once('exit', () => end({ trouble: 'Its text could not be read.' }));
  });
}
