/** A parser of the part of SOQL that Baton sends (SOQL and SOSL Reference). Anything else is MALFORMED_QUERY, as Salesforce says. */
import { malformed } from './refusals.ts';

export type Literal = string | number | boolean | null | { moment: string } | { date: string };
export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { field: string; operator: '=' | '!=' | '<' | '>' | '<=' | '>='; value: Literal }
  | { field: string; among: Literal[] }
  | { field: string; query: Query };

export interface Query {
  fields: string[];
  subqueries: Query[];
  from: string;
  scope?: string;
  where?: Condition;
  order: { field: string; isDescending: boolean }[];
  limit?: number;
}

const TOKEN =
  /\s*(?:(?<text>'(?:\\.|[^'\\])*')|(?<moment>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d))|(?<date>\d{4}-\d\d-\d\d)|(?<number>-?\d+(?:\.\d+)?)|(?<word>[A-Za-z_][\w.:]*)|(?<sign><=|>=|!=|[=<>(),]))/y;

type Token = { kind: 'text' | 'moment' | 'date' | 'number' | 'word' | 'sign'; value: string };

function tokensOf(soql: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (soql.slice(at).trim() !== '') {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(soql);
    const [kind, value] = Object.entries(found?.groups ?? {}).find(([, text]) => text !== undefined) ?? [];
    if (!found || !kind || value === undefined) throw malformed(`line 1:${at} no viable alternative at character`);
    tokens.push({ kind: kind as Token['kind'], value });
    at = TOKEN.lastIndex;
  }
  return tokens;
}

const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t' };
const OPERATORS = new Set(['=', '!=', '<', '>', '<=', '>=']);

export function parseSoql(soql: string): Query {
  const tokens = tokensOf(soql);
  let at = 0;
  const isWord = (word: string) => tokens[at]?.kind === 'word' && tokens[at]?.value.toUpperCase() === word;
  const isSign = (sign: string) => tokens[at]?.kind === 'sign' && tokens[at]?.value === sign;
  const unexpected = () => malformed(`unexpected token: '${tokens[at]?.value ?? '<EOF>'}'`);
  const took = (test: boolean) => {
    if (test) at += 1;
    return test;
  };
  const must = (test: boolean) => {
    if (!took(test)) throw unexpected();
  };
  const name = (): string => {
    const token = tokens[at];
    must(token?.kind === 'word');
    return token?.value ?? '';
  };

  function query(isInner: boolean): Query {
    must(isWord('SELECT'));
    const found: Query = { fields: [], subqueries: [], from: '', order: [] };
    do {
      if (took(isSign('('))) {
        if (isInner) throw malformed('Nesting of semi join sub-selects is not supported');
        found.subqueries.push(query(true));
        must(isSign(')'));
      } else found.fields.push(name());
    } while (took(isSign(',')));
    must(isWord('FROM'));
    found.from = name();
    if (took(isWord('USING'))) {
      must(isWord('SCOPE'));
      found.scope = name();
    }
    if (took(isWord('WHERE'))) found.where = conditions();
    if (took(isWord('ORDER'))) {
      must(isWord('BY'));
      do {
        const field = name();
        const isDescending = took(isWord('DESC'));
        if (!isDescending) took(isWord('ASC'));
        if (took(isWord('NULLS'))) must(isWord('FIRST') || isWord('LAST'));
        found.order.push({ field, isDescending });
      } while (took(isSign(',')));
    }
    if (took(isWord('LIMIT'))) {
      const token = tokens[at];
      must(token?.kind === 'number');
      found.limit = Number(token?.value);
    }
    return found;
  }

  /** Without parentheses, AND and OR cannot be mixed. */
  function conditions(): Condition {
    const parts = [condition()];
    const word = isWord('AND') ? 'AND' : isWord('OR') ? 'OR' : undefined;
    while (word && took(isWord(word))) parts.push(condition());
    if (isWord('AND') || isWord('OR')) throw unexpected();
    const [only] = parts;
    if (parts.length === 1 && only) return only;
    return word === 'OR' ? { any: parts } : { all: parts };
  }

  function condition(): Condition {
    if (took(isSign('('))) {
      const inner = conditions();
      must(isSign(')'));
      return inner;
    }
    const field = name();
    if (took(isWord('IN'))) {
      must(isSign('('));
      if (isWord('SELECT')) {
        const inner = query(true);
        must(isSign(')'));
        return { field, query: inner };
      }
      const among: Literal[] = [];
      do among.push(literal());
      while (took(isSign(',')));
      must(isSign(')'));
      return { field, among };
    }
    const operator = tokens[at]?.value ?? '';
    must(tokens[at]?.kind === 'sign' && OPERATORS.has(operator));
    return { field, operator: operator as '=', value: literal() };
  }

  function literal(): Literal {
    const token = tokens[at];
    if (!token || token.kind === 'sign') throw unexpected();
    at += 1;
    if (token.kind === 'text') {
      return token.value.slice(1, -1).replace(/\\(.)/g, (_, letter: string) => ESCAPES[letter] ?? letter);
    }
    if (token.kind === 'number') return Number(token.value);
    if (token.kind === 'moment') return { moment: token.value };
    if (token.kind === 'date') return { date: token.value };
    const word = token.value.toLowerCase();
    if (word === 'null') return null;
    if (word === 'true' || word === 'false') return word === 'true';
    at -= 1;
    throw unexpected();
  }

  const found = query(false);
  if (at < tokens.length) throw unexpected();
  return found;
}
