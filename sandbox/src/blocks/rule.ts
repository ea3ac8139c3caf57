/**
 * A small grammar for valid Block Kit: a rule checks a value and returns its faults, and rules are composed of smaller
 * rules. Messages use Slack's own words where they are known from its answers ("no more than 50 items allowed", "must
 * be less than 76 characters", "missing required field: text", "invalid additional property: foo", "unsupported type:
 * foo", "must be a valid enum value", "must provide at least 1 items").
 */

/** The values that Slack would have taken instead, as in the response type of blocks.validate in @slack/web-api. */
type Constraint = { type: 'enum'; expected: string[]; got: string };

/**
 * One reason for which Slack refuses a value. `pointer` is a JSON pointer (RFC 6901) into the arguments of the method.
 */
export type Fault = { message: string; pointer: string; constraint?: Constraint };

export type Surface = 'message' | 'modal' | 'home';

/** The location of a value. */
export type Place = { pointer: string; surface: Surface };

export type Rule = (value: unknown, at: Place) => Fault[];

export type Json = Record<string, unknown>;

/** Checks a whole object whose fields are valid by themselves. */
export type Check = (object: Json, at: Place) => Fault[];

/** A rule for a required field; a bare rule is for an optional field. */
type Field = Rule | { need: Rule };
export type Fields = Record<string, Field>;

/** A shape identified by its `type`, and the surfaces that it may appear on. */
export type Kind = { type: string; rule: Rule; surfaces: readonly Surface[] };

type Range = { min?: number; max?: number };

export const EVERYWHERE: readonly Surface[] = ['message', 'modal', 'home'];

export const fault = (at: Place, message: string): Fault[] => [{ message, pointer: at.pointer }];

const notAmong = (at: Place, expected: readonly unknown[], got: unknown, message: string): Fault[] => [
  { message, pointer: at.pointer, constraint: { type: 'enum', expected: expected.map(String), got: String(got) } },
];

export const into = (at: Place, key: string | number): Place => ({
  ...at,
  pointer: `${at.pointer}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`,
});

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The objects of a list, with their index. Entries that are not objects have faults of their own. */
export const objectsIn = (value: unknown): [number, Json][] =>
  Array.isArray(value) ? value.flatMap((item, index): [number, Json][] => (isObject(item) ? [[index, item]] : [])) : [];

export const need = (rule: Rule): { need: Rule } => ({ need: rule });

/** The characters of a text as Slack counts them: an emoji outside the basic plane is one, not two. */
export const lengthOf = (text: string): number => [...text].length;

/** A string. `valid` checks strings of the right length; `message` describes the fault of invalid ones. */
export function string({
  min = 0,
  max,
  valid,
  message = 'failed to match schema',
}: Range & { valid?: (value: string) => boolean; message?: string } = {}): Rule {
  return (value, at) => {
    if (typeof value !== 'string') return fault(at, 'must provide a string');
    if (lengthOf(value) < min) return fault(at, `must be more than ${min - 1} characters`);
    if (max !== undefined && lengthOf(value) > max) return fault(at, `must be less than ${max + 1} characters`);
    return valid && !valid(value) ? fault(at, message) : [];
  };
}

export const boolean: Rule = (value, at) => (typeof value === 'boolean' ? [] : fault(at, 'must provide a boolean'));

export function number({ above }: { above?: number } = {}): Rule {
  return (value, at) => {
    if (typeof value !== 'number') return fault(at, 'must provide a number');
    return above !== undefined && value <= above ? fault(at, `must be greater than ${above}`) : [];
  };
}

export function integer({ min, max }: Range = {}): Rule {
  return (value, at) => {
    if (!Number.isInteger(value)) return fault(at, 'must provide an integer');
    const whole = Number(value);
    if (min !== undefined && whole < min) return fault(at, `must be greater than ${min - 1}`);
    return max !== undefined && whole > max ? fault(at, `must be less than ${max + 1}`) : [];
  };
}

export const oneOf =
  (...allowed: (string | number)[]): Rule =>
  (value, at) =>
    allowed.some((one) => one === value) ? [] : notAmong(at, allowed, value, 'must be a valid enum value');

/** A list. Its entries are checked only if their number is valid. */
export function list(item: Rule, { min = 0, max }: Range = {}): Rule {
  return (value, at) => {
    if (!Array.isArray(value)) return fault(at, 'must provide an array');
    if (value.length < min) return fault(at, `must provide at least ${min} items`);
    if (max !== undefined && value.length > max) return fault(at, `no more than ${max} items allowed`);
    return value.flatMap((entry, index) => item(entry, into(at, index)));
  };
}

/**
 * An object with these fields and no others. The checks run only if every field is valid by itself, so they may rely on
 * the types of the fields they read.
 */
export function shape(fields: Fields, ...checks: Check[]): Rule {
  return (value, at) => {
    if (!isObject(value)) return fault(at, 'must provide an object');
    const unknown = Object.keys(value).filter((key) => !Object.hasOwn(fields, key));
    const faults = [
      ...unknown.flatMap((key) => fault(at, `invalid additional property: ${key}`)),
      ...Object.entries(fields).flatMap(([key, field]) => {
        if (Object.hasOwn(value, key)) return ruleOf(field)(value[key], into(at, key));
        return typeof field === 'function' ? [] : fault(at, `missing required field: ${key}`);
      }),
    ];
    return faults.length > 0 ? faults : checks.flatMap((check) => check(value, at));
  };
}

const ruleOf = (field: Field): Rule => (typeof field === 'function' ? field : field.need);

export const kind = (type: string, fields: Fields, ...checks: Check[]): Kind => ({
  type,
  rule: shape({ type: need(oneOf(type)), ...fields }, ...checks),
  surfaces: EVERYWHERE,
});

export const on = (surfaces: readonly Surface[], ...kinds: Kind[]): Kind[] =>
  kinds.map((one) => ({ ...one, surfaces }));

/** An object of one of these kinds, on a surface that allows the kind. */
export function byType(kinds: readonly Kind[]): Rule {
  const known = new Map(kinds.map((one) => [one.type, one]));
  return (value, at) => {
    if (!isObject(value)) return fault(at, 'must provide an object');
    if (!Object.hasOwn(value, 'type')) return fault(at, 'missing required field: type');
    const found = typeof value.type === 'string' ? known.get(value.type) : undefined;
    if (found?.surfaces.includes(at.surface)) return found.rule(value, at);
    const expected = kinds.filter((one) => one.surfaces.includes(at.surface)).map((one) => one.type);
    return notAmong(into(at, 'type'), expected, value.type, `unsupported type: ${value.type}`);
  };
}

/** At least one of these fields is required. */
export const anyOf =
  (...keys: string[]): Check =>
  (object, at) =>
    keys.some((key) => Object.hasOwn(object, key))
      ? []
      : fault(at, `must define either ${keys.map((key) => `\`${key}\``).join(' or ')}`);

/** Only one of these two fields is allowed. */
export const notBoth =
  (one: string, other: string): Check =>
  (object, at) =>
    Object.hasOwn(object, one) && Object.hasOwn(object, other)
      ? fault(at, `cannot provide both \`${one}\` and \`${other}\``)
      : [];

/** The field `low` must not be greater than `high`, if both are present. */
export const inOrder =
  (low: string, high: string): Check =>
  (object, at) =>
    Object.hasOwn(object, low) && Object.hasOwn(object, high) && Number(object[low]) > Number(object[high])
      ? fault(into(at, low), `must not be greater than \`${high}\``)
      : [];
