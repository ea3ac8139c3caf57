/** Parsed JSON that has not been checked yet. */
export type Json = Record<string, unknown>;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The objects of a list. Other entries are skipped; a value that is not a list gives an empty list. */
export const objects = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** The string, or '' for any other value. */
export const str = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The text of a Block Kit text object, or of a bare string. */
export const textOf = (value: unknown): string => (isObject(value) ? str(value.text) : str(value));

/** A copy without the keys whose value is undefined, as Slack omits such keys. */
export const defined = <T extends Json>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as T;
