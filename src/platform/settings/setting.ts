import type { z } from 'zod';

/** Something that a company can change, declared by the domain that reads it. */
export interface Setting<Value> {
  /** `<domain>.<name>`: the key in the database and in the YAML of an export. */
  key: string;
  /** Its messages are sentences for whoever changes it. */
  schema: z.ZodType<Value>;
  default: Value;
}

export const setting = <Value>(key: string, schema: z.ZodType<Value>, defaultValue: Value): Setting<Value> => ({
  key,
  schema,
  default: defaultValue,
});
