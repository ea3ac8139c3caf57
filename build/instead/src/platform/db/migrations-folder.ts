/** Code of the build lies in one folder, and the migrations beside it. */
export const MIGRATIONS = new URL('./migrations', import.meta.url);
