/** Limits of a JSON text that hold before it is parsed. */
import { Refusal } from './refusal.ts';

const DEEPEST = 32;
const MOST_VALUES = 5_000;

const [QUOTE, BACKSLASH, COMMA] = ['"', '\\', ','].map((one) => one.charCodeAt(0));
const [OPEN, CLOSE] = ['[{', ']}'].map((both) => [...both].map((one) => one.charCodeAt(0)));

/** @throws Refusal for a text with more levels or values than a form has. */
export function checkShape(text: string): void {
  let depth = 0;
  let values = 0;
  let isInText = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (isInText) {
      if (code === BACKSLASH) at += 1;
      else if (code === QUOTE) isInText = false;
    } else if (code === QUOTE) isInText = true;
    else if (code === COMMA) values += 1;
    else if (OPEN?.includes(code)) depth += 1;
    else if (CLOSE?.includes(code)) depth -= 1;
    if (depth > DEEPEST) throw new Refusal(400, `The body has more than ${DEEPEST} levels.`);
    if (values > MOST_VALUES) throw tooMany();
  }
}

const tooMany = () => new Refusal(400, `The body has more than ${MOST_VALUES} values.`);

/** @throws Refusal for a form with too many fields. */
export function checkFields(fields: number): void {
  if (fields > MOST_VALUES) throw tooMany();
}
