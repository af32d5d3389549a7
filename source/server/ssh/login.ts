import { createHash, timingSafeEqual } from 'node:crypto';
import { readCode } from '../../classroom/claim-code.ts';
import type { Ms } from '../../time.ts';
import { allowance, type Rate } from './allowance.ts';

/** `wrong`: no such player, or not this player's code, which nobody is told apart; `wait`: too many have been wrong. */
export type LoginAnswer = { readonly ok: true; readonly handle: string; readonly code: string } | { readonly ok: false; readonly why: 'wrong' | 'wait' };

export interface LoginLimits {
  /** Wrong codes from one address; a school may be behind one. */
  readonly address: Rate;
  /** Wrong codes from one address for one handle. */
  readonly handle: Rate;
}

export const LOGIN_LIMITS: LoginLimits = { address: { burst: 60, perSecond: 1 }, handle: { burst: 6, perSecond: 0.1 } };

/**
 * Judges handle and claim code. A code cannot be guessed (70 random bits): the limits only keep the guessing cheap for us. They are
 * counted by address and handle, so that nobody locks another one out from elsewhere.
 */
export function loginJudge(classId: string, codes: ReadonlyMap<string, string>, limits: LoginLimits = LOGIN_LIMITS): (address: string, name: string, typed: string, now: Ms) => LoginAnswer {
  const byAddress = allowance(limits.address);
  const byHandle = allowance(limits.handle);
  return (address, name, typed, now) => {
    const handle = name.trim().toLowerCase().slice(0, 40);
    const pair = `${address} ${handle}`;
    if (byAddress.waitFor(address, 1, now) > 0 || byHandle.waitFor(pair, 1, now) > 0) return { ok: false, why: 'wait' };
    const code = codes.get(handle);
    const read = readCode(classId, typed);
    // Also for a handle that does not exist, so that both answers take as long.
    const isRight = isSame(read.ok ? read.code : '', code ?? 'no code');
    if (isRight && code !== undefined) return { ok: true, handle, code };
    byAddress.take(address, 1, now);
    byHandle.take(pair, 1, now);
    return { ok: false, why: 'wrong' };
  };
}

function isSame(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
