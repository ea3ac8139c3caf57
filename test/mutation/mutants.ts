/** Small faults in a source file: each turns one decision of a rule around, or leaves out one step. */
import { parseSync } from 'oxc-parser';

export interface Mutant {
  /** The file, and the number of the fault in it. */
  id: string;
  file: string;
  line: number;
  /** The text of that line. */
  code: string;
  /** The statement or expression that is replaced: its place, its text, and the new text. */
  start: number;
  end: number;
  was: string;
  now: string;
  isStatement: boolean;
}

interface Node {
  type: string;
  start: number;
  end: number;
  [part: string]: unknown;
}

const OPERATORS: Record<string, string> = {
  ...{ '===': '!==', '!==': '===', '<': '<=', '<=': '<', '>': '>=', '>=': '>' },
  ...{ '+': '-', '-': '+', '*': '/', '/': '*', '&&': '||', '||': '&&', '??': '&&' },
};

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

/** Declarations of types, and what only imports, decide nothing. */
const NO_CODE = /^(TS(?!AsExpression|SatisfiesExpression|NonNull)|Import|ExportAll)/;

/** A call as a statement, such as `record(…)`, `await post(…)` or `done?.()`: no one uses its result. */
const STEP = /^(Call|Await|Chain)Expression$/;

export function mutantsOf(file: string, text: string): Mutant[] {
  const found: Mutant[] = [];
  const of = ({ start, end }: Node): string => text.slice(start, end);
  const add = (node: Node, now: string, isStatement = false): void => {
    const { start, end } = node;
    const line = text.slice(0, start).split('\n').length;
    const code = text.split('\n')[line - 1]?.trim() ?? '';
    if (of(node) !== now)
      found.push({ id: `${file}#${found.length}`, file, line, code, start, end, was: of(node), now, isStatement });
  };

  function visit(node: Node): void {
    if (NO_CODE.test(node.type)) return;
    mutate(node);
    for (const part of Object.values(node))
      for (const child of Array.isArray(part) ? part : [part]) if (isNode(child)) visit(child);
  }

  function mutate(node: Node): void {
    switch (node.type) {
      case 'BinaryExpression':
      case 'LogicalExpression': {
        const [left, right] = [node.left as Node, node.right as Node];
        const other = OPERATORS[String(node.operator)];
        const isOfText = [left, right].some(
          ({ type, value }) => type === 'TemplateLiteral' || typeof value === 'string',
        );
        if (other === undefined || (node.operator === '+' && isOfText)) return;
        add(node, `(${of(left)}) ${other} (${of(right)})`);
        return;
      }
      case 'UnaryExpression':
        if (node.operator === '!') add(node, of(node.argument as Node));
        return;
      case 'Literal':
        if (typeof node.value === 'boolean') add(node, String(!node.value));
        return;
      case 'ConditionalExpression':
      case 'IfStatement':
        add(node.test as Node, 'true');
        add(node.test as Node, 'false');
        return;
      case 'ExpressionStatement':
        if (STEP.test((node.expression as Node).type)) add(node, ';', true);
    }
  }

  visit(parseSync(file, text).program as unknown as Node);
  return found;
}

/** The same code with all faults, each behind a switch: `(isOn("file#3") ? faulty : right)`. */
export function withSwitches(text: string, mutants: readonly Mutant[]): string {
  const outerFirst = [...mutants].sort((one, other) => one.start - other.start || other.end - one.end);
  let next = 0;
  function write(from: number, to: number): string {
    let [code, at] = ['', from];
    for (let outer = outerFirst[next]; outer !== undefined && outer.start < to; outer = outerFirst[next]) {
      const { start, end, isStatement } = outer;
      const here = outerFirst.slice(next).filter((one) => one.start === start && one.end === end);
      next += here.length;
      const right = write(start, end);
      const on = ({ id }: Mutant) => `isOn(${JSON.stringify(id)})`;
      code += text.slice(at, start);
      code += isStatement
        ? `{ if (!${on(outer)}) ${right} }`
        : `(${here.map((one) => `${on(one)} ? (${one.now}) : `).join('')}(${right}))`;
      at = end;
    }
    return code + text.slice(at, to);
  }
  return write(0, text.length);
}
