/**
 * Seeded chance (mulberry32): the same seed gives the same numbers on every machine. The state is plain data and is
 * part of what a world copies. Never used for anything that must be secret.
 */
export interface Random {
  state: number;
}

export function createRandom(seed: number): Random {
  return { state: seed >>> 0 };
}

/** The next unsigned 32-bit number. */
export function nextU32(random: Random): number {
  random.state = (random.state + 0x6d2b79f5) >>> 0;
  let t = random.state;
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return (t ^ (t >>> 14)) >>> 0;
}

/** A number in [0, 1). */
export function nextUnit(random: Random): number {
  return nextU32(random) / 4294967296;
}

/** A whole number in [low, high], both included. */
export function nextInt(random: Random, low: number, high: number): number {
  return low + Math.floor(nextUnit(random) * (high - low + 1));
}

/** The same items in another order (Fisher-Yates). */
export function shuffled<T>(random: Random, items: readonly T[]): T[] {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = nextInt(random, 0, i);
    [result[i], result[j]] = [result[j]!, result[i]!];
  }
  return result;
}

/** A 32-bit hash of some numbers: a keyed mix for cookies and initial sequence numbers, not cryptography. */
export function mix(...numbers: readonly number[]): number {
  let h = MIX_START;
  for (const n of numbers) h = stir(h, n);
  return settle(h);
}

/** The same of six numbers, without a list of them: a flood asks for three of these with each SYN. */
export function mixOfSix(a: number, b: number, c: number, d: number, e: number, f: number): number {
  return settle(stir(stir(stir(stir(stir(stir(MIX_START, a), b), c), d), e), f));
}

const MIX_START = 0x811c9dc5;

function stir(hash: number, n: number): number {
  let h = Math.imul(hash ^ (n >>> 0), 0x01000193);
  h ^= h >>> 15;
  h = Math.imul(h, 0x85ebca6b);
  return h ^ (h >>> 13);
}

function settle(hash: number): number {
  const h = Math.imul(hash, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** A seed from any text, so that a player may name one. */
export function seedFrom(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return mix(h);
}
