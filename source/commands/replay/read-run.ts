import { readFileSync, statSync } from 'node:fs';
import type { Phrase } from '../../phrase.ts';
import { visible } from '../../tcp/notation/visible.ts';
import { checkMove } from '../../world/move-notation/check-move.ts';
import { codeOf } from '../../storage/file-system.ts';
import { decodeRun, type RunFile } from '../../storage/run-file.ts';
import { ENGINE_VERSION } from '../../referee/run.ts';
import { readJsonText, type JsonText } from '../json-text.ts';

/** What the player who wrote the file says of the run; absent in files that only hold the moves. */
export interface Claim {
  readonly solved: boolean;
  readonly movesMade: number;
  readonly stars: number;
}

export type RunRead = { readonly ok: true; readonly run: RunFile; readonly claim: Claim | null } | { readonly ok: false; readonly problem: Phrase };

/** Bytes; a long run takes some hundred thousand. */
const LARGEST_FILE = 20_000_000;

/** A run file as text: what `play --out` writes. */
export function printRun(run: RunFile, claim: Claim): string {
  return `${JSON.stringify({ ...run, claim }, null, 2)}\n`;
}

/** Reads a run file that may come from anyone. A problem says where it is, what was expected, an example, and what came. */
export function readRun(path: string): RunRead {
  const file = visible(path);
  let text: string;
  try {
    if (statSync(path).size > LARGEST_FILE) return { ok: false, problem: { id: 'cli.file-bad', params: { file, line: 1, column: 1, expected: 'at most 20 MB', example: 'run.json', got: `${statSync(path).size} B` } } };
    text = readFileSync(path, 'utf8').replace(/^\ufeff/, '');
  } catch (error) {
    return { ok: false, problem: { id: 'cli.file-missing', params: { file, code: codeOf(error) } } };
  }
  return decodeRunText(file, text);
}

export function decodeRunText(file: string, text: string): RunRead {
  const json = readJsonText(text);
  if (!json.ok) return { ok: false, problem: { id: 'cli.file-bad', params: { file, ...json.place, expected: 'JSON', example: '{ "format": "ackademy-run", "version": 1 }', got: json.got === '' ? 'EOF' : `"${visible(json.got)}"` } } };
  const fault = firstFault(json.value);
  if (fault) return { ok: false, problem: { id: 'cli.file-bad', params: { file, ...json.placeOf(fault.path), expected: fault.expected, example: fault.example, got: shown(json, fault.path) } } };
  const run = decodeRun(json.value);
  if (run === null) return { ok: false, problem: { id: 'cli.file-bad', params: { file, line: 1, column: 1, expected: 'ackademy-run 1', example: '"format": "ackademy-run"', got: shown(json, []) } } };
  return { ok: true, run, claim: (json.value as { readonly claim?: Claim }).claim ?? null };
}

interface Fault {
  readonly path: readonly (string | number)[];
  readonly expected: string;
  readonly example: string;
}

type Fields = Readonly<Record<string, unknown>>;

const isText = (value: unknown): boolean => typeof value === 'string' && value.length <= 200;
const isCount = (value: unknown): boolean => typeof value === 'number' && Number.isInteger(value) && value >= 0;
const isTrueOrFalse = (value: unknown): boolean => typeof value === 'boolean';
const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Fields of a run, with what each must be. */
const FIELDS: ReadonlyArray<readonly [name: string, holds: (value: unknown) => boolean, expected: string, example: string]> = [
  ['format', (value) => value === 'ackademy-run', '"ackademy-run"', '"format": "ackademy-run"'],
  ['version', (value) => value === 1, '1', '"version": 1'],
  ['level', isText, 'a string', '"level": "first-syn"'],
  ['levelVersion', isCount, 'a whole number', '"levelVersion": 1'],
  ['engine', isText, 'a string', `"engine": "${ENGINE_VERSION}"`],
  ['kernel', isText, 'a string', '"kernel": "6.18"'],
  ['seed', isText, 'a string', '"seed": "42"'],
  ['expert', isTrueOrFalse, 'true or false', '"expert": false'],
  ['moves', Array.isArray, 'a list', '"moves": []'],
];

function firstFault(value: unknown): Fault | null {
  if (!isObject(value)) return { path: [], expected: 'an object', example: '{ "format": "ackademy-run", "version": 1 }' };
  for (const [name, holds, expected, example] of FIELDS) if (!holds(value[name])) return { path: [name], expected: `"${name}": ${expected}`, example };
  return movesFault(value['moves'] as readonly unknown[]) ?? claimFault(value['claim']);
}

function movesFault(moves: readonly unknown[]): Fault | null {
  let last = 0;
  for (const [index, timed] of moves.entries()) {
    const at: unknown = isObject(timed) ? timed['at'] : undefined;
    const isTime = typeof at === 'number' && Number.isFinite(at) && at >= last;
    if (!isTime) return { path: ['moves', index, 'at'], expected: `"at": ms >= ${last}`, example: `"at": ${last}` };
    last = at;
    if (checkMove((timed as Fields)['move']) === null) return { path: ['moves', index, 'move'], expected: '"move": a move', example: '{ "do": "wait", "ms": 3000 }' };
  }
  return null;
}

function claimFault(claim: unknown): Fault | null {
  if (claim === undefined) return null;
  const isClaim = isObject(claim) && isTrueOrFalse(claim['solved']) && isCount(claim['movesMade']) && isCount(claim['stars']);
  return isClaim ? null : { path: ['claim'], expected: '"claim": { solved, movesMade, stars }', example: '"claim": { "solved": true, "movesMade": 2, "stars": 3 }' };
}

/** What stands at a place of the file, short and harmless. */
function shown(json: JsonText, path: readonly (string | number)[]): string {
  let value: unknown = json.ok ? json.value : undefined;
  for (const part of path) value = isObject(value) || Array.isArray(value) ? (value as Fields)[part] : undefined;
  if (value === undefined) return 'nothing';
  return visible(JSON.stringify(value));
}

