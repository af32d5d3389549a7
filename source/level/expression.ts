/**
 * Expressions over the drawn numbers of a level. In any text, `$name` stands for a number, `$name+1` and `$(a+b)%c`
 * for what they come to. A text that is nothing but one expression becomes a number (or the drawn text itself).
 * Division is written in parentheses only, since `10.0.0.$x/24` is an address. Arithmetic is on whole numbers modulo 2^32, as sequence numbers are, so that `$isn+1` wraps as TCP's numbers do.
 */
export type Numbers = Readonly<Record<string, number | string>>;

export class ExpressionError extends Error {}

const SPACE = 4294967296;
const wrap = (n: number): number => ((Math.floor(n) % SPACE) + SPACE) % SPACE;

/**
 * Fills every expression in a value, however deep, leaving its shape as it is. What holds none is the same value, not a
 * copy. Throws PlacedExpressionError, with the path.
 */
export function fillExpressions(value: unknown, numbers: Numbers): unknown {
  if (typeof value === 'string') return fillText(value, numbers);
  if (typeof value !== 'object' || value === null) return value;
  let filled: Record<string, unknown> | unknown[] | null = null;
  for (const [key, item] of Object.entries(value)) {
    const now = fillAt(key, item, numbers, Array.isArray(value));
    if (now === item) continue;
    filled ??= Array.isArray(value) ? [...(value as readonly unknown[])] : { ...value };
    (filled as Record<string, unknown>)[key] = now;
  }
  return filled ?? value;
}

function fillAt(key: string, item: unknown, numbers: Numbers, inList: boolean): unknown {
  try {
    return fillExpressions(item, numbers);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    const below = error instanceof PlacedExpressionError ? error.path : [];
    throw new PlacedExpressionError(error.message, [inList ? Number(key) : key, ...below]);
  }
}

/** An error that says where in the value the expression stands. */
export class PlacedExpressionError extends ExpressionError {
  readonly path: readonly PropertyKey[];

  constructor(message: string, path: readonly PropertyKey[]) {
    super(message);
    this.path = path;
  }
}

/** One text. `$$` is a dollar sign. */
export function fillText(text: string, numbers: Numbers): string | number {
  if (!text.includes('$')) return text;
  const whole = expressionAt(text, 0, numbers);
  if (whole !== null && whole.end === text.length) return whole.value;
  let out = '';
  let at = 0;
  for (;;) {
    const dollar = text.indexOf('$', at);
    if (dollar < 0) return bounded(out + text.slice(at));
    out += text.slice(at, dollar);
    if (text[dollar + 1] === '$') {
      out += '$';
      at = dollar + 2;
      continue;
    }
    const found = expressionAt(text, dollar, numbers);
    if (found === null) throw new ExpressionError(`a name or "(" after "$" in "${text}"`);
    out = bounded(out + String(found.value));
    at = found.end;
  }
}

/** A text made of texts made of texts grows without bound: no level needs one that is longer than a line. */
const LONGEST_TEXT = 2000;

function bounded(text: string): string {
  if (text.length > LONGEST_TEXT) throw new ExpressionError(`a text of more than ${LONGEST_TEXT} characters`);
  return text;
}

interface Found {
  readonly value: number | string;
  readonly end: number;
}

/** The expression that begins at a `$`, with what follows it as far as it is arithmetic. Null when there is none. */
function expressionAt(text: string, start: number, numbers: Numbers): Found | null {
  if (text[start] !== '$') return null;
  const first = text[start + 1] === '(' ? parenthesised(text, start + 1, numbers) : named(text, start + 1, numbers);
  if (first === null) return null;
  let { value, end } = first;
  while (typeof value === 'number') {
    const operator = /[-+*%]/.exec(text[end] ?? '')?.[0];
    if (operator === undefined) break;
    const operand = operandAt(text, end + 1, numbers);
    if (operand === null || typeof operand.value === 'string') break;
    value = apply(operator, value, operand.value);
    end = operand.end;
  }
  return { value, end };
}

/** After an operator outside parentheses: digits, `$name`, `$(…)`, or a bare name if it is a drawn number. */
function operandAt(text: string, start: number, numbers: Numbers): Found | null {
  const digits = /^\d+/.exec(text.slice(start))?.[0];
  if (digits !== undefined) return { value: Number(digits), end: start + digits.length };
  if (text[start] === '$') return text[start + 1] === '(' ? parenthesised(text, start + 1, numbers) : named(text, start + 1, numbers);
  const name = /^[A-Za-z]\w*/.exec(text.slice(start))?.[0];
  return name !== undefined && Object.hasOwn(numbers, name) ? { value: numbers[name]!, end: start + name.length } : null;
}

function named(text: string, start: number, numbers: Numbers): Found | null {
  const name = /^[A-Za-z]\w*/.exec(text.slice(start))?.[0];
  if (name === undefined) return null;
  return { value: lookUp(name, numbers), end: start + name.length };
}

function lookUp(name: string, numbers: Numbers): number | string {
  if (Object.hasOwn(numbers, name)) return numbers[name]!;
  throw new ExpressionError(`"$${name}", but only these are drawn: ${Object.keys(numbers).join(', ') || 'none'}`);
}

function parenthesised(text: string, start: number, numbers: Numbers): Found {
  let at = start;
  const skip = (): string => {
    while (text[at] === ' ') at++;
    return text[at] ?? '';
  };
  const sum = (): number => {
    let value = product();
    while ('+-'.includes(skip()) && at < text.length) value = apply(text[at++]!, value, product());
    return value;
  };
  const product = (): number => {
    let value = atom();
    while ('*/%'.includes(skip()) && at < text.length) value = apply(text[at++]!, value, atom());
    return value;
  };
  const atom = (): number => {
    if (skip() === '(') {
      at++;
      const value = sum();
      if (skip() !== ')') throw new ExpressionError(`")" in "${text}"`);
      at++;
      return value;
    }
    const token = /^(?:\d+|\$?[A-Za-z]\w*)/.exec(text.slice(at))?.[0];
    if (token === undefined) throw new ExpressionError(`a number, a name or "(" in "${text}"`);
    at += token.length;
    const value = /^\d/.test(token) ? Number(token) : lookUp(token.replace('$', ''), numbers);
    if (typeof value === 'string') throw new ExpressionError(`a number to calculate with in "${text}", not the text ${token}`);
    return value;
  };
  return { value: atom(), end: at };
}

function apply(operator: string, a: number, b: number): number {
  if ((operator === '/' || operator === '%') && b === 0) throw new ExpressionError('a divisor other than 0');
  switch (operator) {
    case '+':
      return wrap(a + b);
    case '-':
      return wrap(a - b);
    case '*':
      return Number((BigInt(a) * BigInt(b)) % BigInt(SPACE));
    case '/':
      return wrap(a / b);
    default:
      return a % b;
  }
}
