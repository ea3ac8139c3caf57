/** Where the SQL of the migrations lies. The build has a file of its own in place of this one. */
export const MIGRATIONS = new URL('../../../migrations', import.meta.url);
