import { inGroups, readSymbols, symbolsOf } from './base32.ts';
import { hexOf, sha256 } from './sha256.ts';

/**
 * A claim code is secret and given to one student: 14 random symbols (70 bits) and two that check them, and that differ from
 * class to class, so that a slip of the pen or another class's code is noticed at once. The handle, which boards and runs
 * show, is derived from it, and leads to nothing.
 */
const CODE_SYMBOLS = 16;
const SECRET_SYMBOLS = 14;
/** How many random bytes newCode needs. */
export const CODE_BYTES = 9;

/** A new code of a class. `random`: CODE_BYTES bytes that nobody can foresee. */
export function newCode(classId: string, random: Uint8Array): string {
  const secret = symbolsOf(random, SECRET_SYMBOLS);
  return inGroups(secret + checkSymbols(classId, secret));
}

function checkSymbols(classId: string, secret: string): string {
  return symbolsOf(sha256('ackademy claim code check', classId, secret), CODE_SYMBOLS - SECRET_SYMBOLS);
}

export type CodeRead = { readonly ok: true; readonly code: string } | { readonly ok: false; readonly why: 'form' | 'class' };

/** A code as somebody typed it. `form`: it is none at all; `class`: it is mistyped, or of another class. */
export function readCode(classId: string, text: string): CodeRead {
  const symbols = readSymbols(text.slice(0, 200));
  if (symbols === null || symbols.length !== CODE_SYMBOLS) return { ok: false, why: 'form' };
  const secret = symbols.slice(0, SECRET_SYMBOLS);
  if (symbols.slice(SECRET_SYMBOLS) !== checkSymbols(classId, secret)) return { ok: false, why: 'class' };
  return { ok: true, code: inGroups(symbols) };
}

/** Words of the trade, short, and no name of a person. */
const WORDS = [
  'reno', 'cubic', 'vegas', 'tahoe', 'westwood', 'hybla', 'illinois', 'veno', 'yeah', 'compound', 'scalable', 'highspeed', 'dctcp', 'prague', 'lotus', 'ledbat',
  'segment', 'window', 'backlog', 'cookie', 'socket', 'port', 'packet', 'flag', 'octet', 'header', 'option', 'stream', 'buffer', 'timer', 'queue', 'probe',
  'router', 'switch', 'bridge', 'gateway', 'relay', 'beacon', 'anchor', 'signal', 'cable', 'fiber', 'copper', 'radio', 'duplex', 'carrier', 'frame', 'burst',
  'linger', 'orphan', 'echo', 'delta', 'sigma', 'omega', 'kappa', 'lambda', 'zeta', 'theta', 'pacing', 'sack', 'nonce', 'epoch', 'jitter', 'uplink',
] as const;

/** The public name that belongs to a code: `reno-427`. Nothing leads back from it. */
export function handleOf(code: string): string {
  const [word = 0, high = 0, low = 0] = sha256('ackademy handle', code);
  return `${WORDS[word % WORDS.length]}-${100 + ((high * 256 + low) % 900)}`;
}

const HANDLE = /^[a-z]{3,12}-\d{3}$/;

/** Is it a handle at all? Nothing else is printed, or becomes part of a file's name. */
export function isHandle(text: string): boolean {
  return HANDLE.test(text);
}

/** The seed of every level of a pack for the holder of a code: 16 hexadecimal digits. It shows that who made a run had the code; the code does not follow from it. */
export function seedOf(classId: string, pack: string, code: string): string {
  return hexOf(sha256('ackademy seed', classId, pack, code), 16);
}
