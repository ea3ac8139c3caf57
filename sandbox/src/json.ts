/** What arrives as JSON and has not been looked at yet. */
export type Json = Record<string, unknown>;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The objects of a list; anything else in it is passed over, anything but a list is empty. */
export const objects = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** The string, or '' for anything else. */
export const str = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The text of a Block Kit text object, or of a bare string. */
export const textOf = (value: unknown): string => (isObject(value) ? str(value.text) : str(value));

/** A copy without the keys whose value is undefined: Slack leaves such keys out. */
export const defined = <T extends Json>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as T;
