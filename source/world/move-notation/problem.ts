import type { NotationError } from '../../tcp/notation/notation-error.ts';

/** Why a line is not a move: an entry of the message catalogue with its values, each safe to print. */
export interface Problem {
  readonly id: string;
  readonly params?: Readonly<Record<string, string | number>>;
  /** Present when a segment could not be read: which part of it, and where. */
  readonly notation?: NotationError;
}

export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

export function problem(id: string, params?: Problem['params']): { readonly ok: false; readonly problem: Problem } {
  return { ok: false, problem: params ? { id: `plain.parse.${id}`, params } : { id: `plain.parse.${id}` } };
}

export function notationProblem(error: NotationError): { readonly ok: false; readonly problem: Problem } {
  const { name, column, example, got, nearest } = error;
  return { ok: false, problem: { id: `plain.notation.${name}`, params: { column, example, got, nearest: nearest ?? '' }, notation: error } };
}

export function read<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}
