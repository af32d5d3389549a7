import { has, SYN } from '../tcp/flags.ts';
import { printOptions } from '../tcp/notation/print-options.ts';
import { segment as makeSegment, type Segment } from '../tcp/segment.ts';
import type { Decision } from '../world/decision.ts';
import type { GivenSegment, Move } from '../world/move.ts';
import { asHere } from './as-here.ts';

/**
 * The same move at the same decision of another kernel: a window or options that are what this kernel would have written become what the other one
 * would. Their clocks, windows and shifts differ, and a player who leaves them as they are means the kernel's own (F1.13, F11.13).
 */
export function carriedOver(move: Move, here: Decision | null, there: Decision | null): Move {
  if (move.do !== 'send' || here === null || there === null) return move;
  const [own, other] = [filled(move.segment, here), filled(move.segment, there)];
  if (own === null || other === null) return move;
  const { win, options, ...rest } = move.segment;
  return {
    ...move,
    segment: {
      ...rest,
      ...(win !== undefined && { win: win === own.win ? other.win : win }),
      ...(options !== undefined && { options: printOptions(options, 'packetdrill') === printOptions(own.options, 'packetdrill') ? other.options : options }),
    },
  };
}

/** The segment as this decision's kernel would fill it in; null where it would send none to compare with. */
function filled(given: GivenSegment, decision: Decision): Segment | null {
  const linux = decision.expected.sent[0];
  const flags = given.flags ?? linux?.flags;
  if (!linux || flags === undefined) return null;
  const segment = asHere(decision, makeSegment({ ...linux, ...given, flags, options: linux.options }));
  return has(flags, SYN) && !has(linux.flags, SYN) ? { ...segment, options: {} } : segment;
}
