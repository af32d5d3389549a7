/** What a file turned out to hold. */
export type Reading =
  | { readonly kind: 'absent' }
  | { readonly kind: 'good'; readonly body: Readonly<Record<string, unknown>> }
  /** Not JSON, or not this format. */
  | { readonly kind: 'damaged' }
  /** Written by a later version of this program. */
  | { readonly kind: 'future'; readonly version: number };

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads text that should be `{ format, version, ... }` of the given format, at most of the given version. */
export function readVersioned(text: string | null, format: string, version: number): Reading {
  if (text === null) return { kind: 'absent' };
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return { kind: 'damaged' };
  }
  if (!isRecord(body) || body['format'] !== format) return { kind: 'damaged' };
  const found = body['version'];
  if (typeof found !== 'number' || !Number.isInteger(found) || found < 1) return { kind: 'damaged' };
  return found > version ? { kind: 'future', version: found } : { kind: 'good', body };
}

/** The text of such a file: pretty, because people look into it. */
export function writeVersioned(format: string, version: number, body: object): string {
  return `${JSON.stringify({ format, version, ...body }, null, 1)}\n`;
}
