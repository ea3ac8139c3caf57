/** The folder with the SQL of the migrations. The build replaces this file with its own. */
export const MIGRATIONS = new URL('../../../migrations', import.meta.url);
