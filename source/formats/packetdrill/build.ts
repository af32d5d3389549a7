import type { Expression, Place, ScriptCall } from '../../packetdrill/language/script.ts';

/** A script is made, not read: nothing in it has a place yet. */
export const NOWHERE: Place = { line: 0, column: 0 };

export const ellipsis: Expression = { kind: 'ellipsis', place: NOWHERE };

export function word(name: string): Expression {
  return { kind: 'word', place: NOWHERE, name };
}

export function integer(value: number): Expression {
  return { kind: 'integer', place: NOWHERE, value, hex: false };
}

/** `[1]`: where a call wants a pointer. */
export function pointerTo(value: number): Expression {
  return { kind: 'list', place: NOWHERE, items: [integer(value)] };
}

export function anyOf(...names: readonly string[]): Expression {
  return { kind: 'or', place: NOWHERE, parts: names.map(word) };
}

export function call(name: string, args: readonly Expression[], result: number, errno: string | null = null, note = errno): ScriptCall {
  return { kind: 'call', place: NOWHERE, name, args, until: null, result: integer(result), errno, note };
}
