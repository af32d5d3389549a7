/**
 * JSON with places: a value that is wrong can be pointed at by line and column, and so can a text that is no JSON.
 * Source: RFC 8259.
 */
export interface JsonPlace {
  readonly line: number;
  readonly column: number;
}

export type JsonText =
  | { readonly ok: true; readonly value: unknown; readonly placeOf: (path: readonly (string | number)[]) => JsonPlace }
  | { readonly ok: false; readonly place: JsonPlace; readonly got: string };

/** Deeper nesting is nobody's file. */
const DEEPEST = 64;

class NotJson extends Error {
  readonly at: number;

  constructor(at: number) {
    super(`not JSON at offset ${at}`);
    this.at = at;
  }
}

/** Reads a JSON text. Never throws; what stands at the fault is returned as it is, at most 20 characters. */
export function readJsonText(text: string): JsonText {
  const places = new Map<string, number>();
  let at = 0;

  const skip = (): void => {
    while (/[ \t\n\r]/.test(text[at] ?? '')) at++;
  };
  const expectMark = (mark: string): void => {
    skip();
    if (text[at] !== mark) throw new NotJson(at);
    at++;
  };
  const token = (pattern: RegExp): unknown => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found === undefined) throw new NotJson(at);
    try {
      const value: unknown = JSON.parse(found);
      at += found.length;
      return value;
    } catch {
      throw new NotJson(at);
    }
  };
  /** Items between brackets; `one` reads the next. */
  const list = (close: string, one: (index: number) => void): void => {
    at++;
    skip();
    if (text[at] === close) {
      at++;
      return;
    }
    for (let index = 0; ; index++) {
      one(index);
      skip();
      if (text[at] !== ',') break;
      at++;
    }
    expectMark(close);
  };
  const value = (path: string, depth: number): unknown => {
    skip();
    if (depth > DEEPEST) throw new NotJson(at);
    places.set(path, at);
    const first = text[at];
    if (first === '{') {
      const object: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
      list('}', () => {
        skip();
        const key = token(STRING) as string;
        expectMark(':');
        object[key] = value(`${path}/${key}`, depth + 1);
      });
      return { ...object };
    }
    if (first === '[') {
      const array: unknown[] = [];
      list(']', (index) => array.push(value(`${path}/${index}`, depth + 1)));
      return array;
    }
    return token(first === '"' ? STRING : SCALAR);
  };

  try {
    const whole = value('', 0);
    skip();
    if (at < text.length) throw new NotJson(at);
    return { ok: true, value: whole, placeOf: (path) => placeAt(text, nearestPlace(places, path)) };
  } catch (error) {
    if (!(error instanceof NotJson)) throw error;
    return { ok: false, place: placeAt(text, error.at), got: text.slice(error.at, error.at + 20).split('\n')[0]! };
  }
}

const STRING = /"(?:[^"\\\u0000-\u001f]|\\.)*"/y;
const SCALAR = /-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null/y;

/** Of a field that is missing: the place of what should hold it. */
function nearestPlace(places: ReadonlyMap<string, number>, path: readonly (string | number)[]): number {
  for (let length = path.length; length >= 0; length--) {
    const at = places.get(path.slice(0, length).map((part) => `/${part}`).join(''));
    if (at !== undefined) return at;
  }
  return 0;
}

function placeAt(text: string, offset: number): JsonPlace {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: Array.from(before.at(-1)!).length + 1 };
}
