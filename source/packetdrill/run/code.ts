/**
 * The code between `%{` and `}%`: the part of Python that scripts use to state what TCP_INFO must say. Values are integers;
 * truth is 0 or 1. Statements: `assert expression[, message]`, `name = expression`, `name += expression`, `print(...)`.
 */
export type Statement =
  | { readonly kind: 'assert'; readonly test: Term; readonly text: string }
  | { readonly kind: 'set'; readonly name: string; readonly value: Term; readonly adds: boolean }
  | { readonly kind: 'nothing' };

export type Term =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'unary'; readonly operator: string; readonly of: Term }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Term; readonly right: Term };

/** The statements, or null when something else stands there. */
export function readCode(text: string): readonly Statement[] | null {
  if (text.length > 5000) return null;
  const statements: Statement[] = [];
  for (const line of text.replaceAll(/\\\n/g, ' ').split(/[;\n]/)) {
    const statement = readStatement(line.replace(/#.*$/, '').trim());
    if (statement === null) return null;
    if (statement.kind !== 'nothing') statements.push(statement);
  }
  return statements;
}

function readStatement(line: string): Statement | null {
  if (line === '' || /^print\s*\(.*\)$/.test(line)) return { kind: 'nothing' };
  const assertion = /^assert\b\s*(.*)$/.exec(line);
  if (assertion) {
    const reader = readerOf(assertion[1]!);
    const test = reader && readTerm(reader, 0);
    // What follows a comma is a message for people: it is not looked at.
    return test && (reader.at === reader.tokens.length || reader.tokens[reader.at] === ',') ? { kind: 'assert', test, text: assertion[1]!.slice(0, reader.ends[reader.at - 1]).trim() } : null;
  }
  const setting = /^([A-Za-z_]\w*)\s*(\+?)=(?!=)\s*(.*)$/.exec(line);
  if (!setting) return null;
  const reader = readerOf(setting[3]!);
  const value = reader && readTerm(reader, 0);
  return value && reader.at === reader.tokens.length ? { kind: 'set', name: setting[1]!, value, adds: setting[2] === '+' } : null;
}

interface Reader {
  readonly tokens: readonly string[];
  readonly ends: readonly number[];
  at: number;
}

const TOKEN = /\s*(0x[0-9a-fA-F]+|\d+|[A-Za-z_]\w*|==|!=|<=|>=|<<|>>|\/\/|[-+*%&|^~<>(),]|'[^']*'|"[^"]*")\s*/y;

function readerOf(text: string): Reader | null {
  const tokens: string[] = [];
  const ends: number[] = [];
  TOKEN.lastIndex = 0;
  for (let at = 0; at < text.length; at = TOKEN.lastIndex) {
    const found = TOKEN.exec(text);
    if (!found) return null;
    tokens.push(found[1]!);
    ends.push(TOKEN.lastIndex);
  }
  return { tokens, ends, at: 0 };
}

/** Binary operators, the weakest first: Python's order. */
const LEVELS: ReadonlyArray<readonly string[]> = [['or'], ['and'], ['not'], ['==', '!=', '<', '<=', '>', '>='], ['|'], ['^'], ['&'], ['<<', '>>'], ['+', '-'], ['*', '//', '%']];
const DEEPEST = 200;
/** Where the comparisons stand among the levels. */
const COMPARISON = 3;

function readTerm(reader: Reader, level: number, depth = 0): Term | null {
  if (depth > DEEPEST) return null;
  if (level === LEVELS.length) return readUnary(reader, depth);
  const operators = LEVELS[level]!;
  if (operators[0] === 'not') {
    if (reader.tokens[reader.at] !== 'not') return readTerm(reader, level + 1, depth + 1);
    reader.at++;
    const of = readTerm(reader, level, depth + 1);
    return of && { kind: 'unary', operator: 'not', of };
  }
  const first = readTerm(reader, level + 1, depth + 1);
  if (operators.includes('==')) return readComparisons(reader, first, operators, depth);
  let left = first;
  while (left) {
    const operator = reader.tokens[reader.at];
    if (operator === undefined || !operators.includes(operator)) return left;
    reader.at++;
    const right = readTerm(reader, level + 1, depth + 1);
    left = right && { kind: 'binary', operator, left, right };
  }
  return null;
}

/** `a <= b <= c` is `a <= b and b <= c`. */
function readComparisons(reader: Reader, first: Term | null, operators: readonly string[], depth: number): Term | null {
  let whole: Term | null = null;
  for (let left = first; left; ) {
    const operator = reader.tokens[reader.at];
    if (operator === undefined || !operators.includes(operator)) return whole ?? left;
    reader.at++;
    const right = readTerm(reader, COMPARISON + 1, depth + 1);
    if (!right) return null;
    const one: Term = { kind: 'binary', operator, left, right };
    whole = whole ? { kind: 'binary', operator: 'and', left: whole, right: one } : one;
    left = right;
  }
  return null;
}

function readUnary(reader: Reader, depth: number): Term | null {
  const token = reader.tokens[reader.at++];
  if (token === undefined || depth > DEEPEST) return null;
  if (token === '-' || token === '~' || token === '+') {
    const of = readUnary(reader, depth + 1);
    return of && { kind: 'unary', operator: token, of };
  }
  if (token === '(') {
    const inner = readTerm(reader, 0, depth + 1);
    return inner && reader.tokens[reader.at++] === ')' ? inner : null;
  }
  if (/^(?:0x|\d)/.test(token)) return { kind: 'number', value: Number(token) };
  return /^(?!and$|or$|not$)[A-Za-z_]/.test(token) && reader.tokens[reader.at] !== '(' ? { kind: 'name', name: token } : null;
}

/** Names that a term uses. */
export function namesIn(term: Term): readonly string[] {
  if (term.kind === 'name') return [term.name];
  if (term.kind === 'unary') return namesIn(term.of);
  return term.kind === 'binary' ? [...namesIn(term.left), ...namesIn(term.right)] : [];
}

/** The value of a term; `nameOf` gives the value of a name. */
export function evaluate(term: Term, valueOf: (name: string) => number): number {
  switch (term.kind) {
    case 'number':
      return term.value;
    case 'name':
      return valueOf(term.name);
    case 'unary': {
      const value = evaluate(term.of, valueOf);
      if (term.operator === 'not') return Number(value === 0);
      return term.operator === '-' ? -value : term.operator === '~' ? -value - 1 : value;
    }
    case 'binary':
      return binary(term, valueOf);
  }
}

function binary({ operator, left, right }: Extract<Term, { kind: 'binary' }>, valueOf: (name: string) => number): number {
  const a = evaluate(left, valueOf);
  if (operator === 'and') return a === 0 ? a : evaluate(right, valueOf);
  if (operator === 'or') return a === 0 ? evaluate(right, valueOf) : a;
  const b = evaluate(right, valueOf);
  switch (operator) {
    case '==':
      return Number(a === b);
    case '!=':
      return Number(a !== b);
    case '<':
      return Number(a < b);
    case '<=':
      return Number(a <= b);
    case '>':
      return Number(a > b);
    case '>=':
      return Number(a >= b);
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '//':
      return Math.floor(a / b);
    case '%':
      return a - b * Math.floor(a / b);
    default:
      return Number(bits(operator, BigInt(a), BigInt(b)));
  }
}

function bits(operator: string, a: bigint, b: bigint): bigint {
  if (operator === '&') return a & b;
  if (operator === '|') return a | b;
  if (operator === '^') return a ^ b;
  return operator === '<<' ? a << (b & 63n) : a >> (b & 63n);
}
