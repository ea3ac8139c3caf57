import type { z } from 'zod';
import type { Db } from '../db/open.ts';

/** The field that edits a value. */
export type Editor =
  /** `unit` follows the number; `empty` is the meaning of no number. */
  | { kind: 'number'; unit?: readonly [one: string, many: string]; empty?: string }
  /** A field for each part of the value, with its label. */
  | { kind: 'numbers' | 'emoji'; fields: Record<string, string> }
  /** One thing per line: its name, then these columns. */
  | { kind: 'rows'; columns: Record<string, string> }
  /** One list per line, separated by commas. */
  | { kind: 'lists' }
  | { kind: 'people' }
  /** One of these values, with its words. */
  | { kind: 'choice'; choices: Record<string, string> }
  /** A short text; `empty` is the meaning of none. */
  | { kind: 'text'; empty: string }
  /** One word on each line; `empty` is the meaning of none. */
  | { kind: 'words'; empty: string }
  /** `empty` is the meaning of no channel. */
  | { kind: 'channel'; empty: string }
  | { kind: 'yaml' };

/** The effect of a value that is not saved yet. */
export type Preview =
  /** `count` things would be erased from tonight on. */
  | { of: 'erasing'; unit: readonly [one: string, many: string]; count: number }
  /** The times at which things would happen. */
  | { of: 'times'; subject: string; times: (readonly [label: string, at: Date])[] };

/** Something that a company can change, declared by the domain that reads it. */
export interface Setting<Value> {
  /** `<domain>.<name>`: the key in the database and in the YAML of an export. */
  key: string;
  /** Its messages are sentences for the person who changes it. */
  schema: z.ZodType<Value>;
  default: Value;
  /** The heading under which it is listed. */
  group: string;
  title: string;
  help: string;
  editor: Editor;
  /** It decides who manages, or erases data for good. */
  adminsOnly?: boolean;
  /** Undefined if the value needs no preview. */
  preview?(db: Db, value: Value, now: Date): Preview | undefined;
}

/** Infers the type of the value from its schema. */
export const setting = <Value>(declared: Setting<Value>): Setting<Value> => declared;
