/** Code of the build lies in one folder. */
export const EXTRACT_WORKER = new URL('./extract-worker.js', import.meta.url);
