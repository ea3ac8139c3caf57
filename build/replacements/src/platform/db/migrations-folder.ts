/** In a build, all code is in one folder, with the migrations next to it. */
export const MIGRATIONS = new URL('./migrations', import.meta.url);
