/** Small faults in a source file: each turns one decision of a rule around. */
import { parseSync } from 'oxc-parser';

export interface Mutant {
  file: string;
  line: number;
  /** Part of the text that is replaced, and its replacement. */
  start: number;
  end: number;
  with: string;
  was: string;
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

export function mutantsOf(file: string, text: string): Mutant[] {
  const { program } = parseSync(file, text);
  const found: Mutant[] = [];
  const add = ({ start, end }: { start: number; end: number }, replacement: string): void => {
    const was = text.slice(start, end);
    const line = text.slice(0, start).split('\n').length;
    if (was !== replacement) found.push({ file, line, start, end, with: replacement, was });
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
        const at = text.indexOf(String(node.operator), left.end);
        const isOfText = [left, right].some(
          ({ type, value }) => type === 'TemplateLiteral' || typeof value === 'string',
        );
        if (other === undefined || (node.operator === '+' && isOfText)) return;
        add({ start: at, end: at + String(node.operator).length }, other);
        return;
      }
      case 'UnaryExpression':
        if (node.operator === '!') add(node, text.slice((node.argument as Node).start, node.end));
        return;
      case 'Literal':
        if (typeof node.value === 'boolean') add(node, String(!node.value));
        return;
      case 'ConditionalExpression':
      case 'IfStatement':
        add(node.test as Node, 'true');
        add(node.test as Node, 'false');
        return;
      case 'ExpressionStatement': {
        const call = node.expression as Node;
        // A call whose result no one uses, such as `record(…)`.
        if (call.type === 'CallExpression') add(node, ';');
      }
    }
  }

  visit(program as unknown as Node);
  return found;
}
