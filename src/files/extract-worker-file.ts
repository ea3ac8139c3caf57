/** The worker that extract.ts starts. The build has a file of its own in place of this one. */
export const EXTRACT_WORKER = new URL('./extract-worker.ts', import.meta.url);
