import type { Script } from '../../packetdrill/language/script.ts';
import type { Conversation } from './conversation.ts';

/** An imported connection as the kernel of one of its ends lives it. */
export interface Role {
  readonly script: Script;
  /** The number in the conversation of each of the script's segments, in the script's order; null: they are the same. */
  readonly numbers: readonly number[] | null;
}

/** The end that the script's kernel is: the one that spoke first, when the script's first segment is sent by it. */
export function kernelEnd({ script: { events } }: Role, { ends }: Conversation): string {
  const first = events.find(({ action }) => action.kind === 'segment')?.action;
  return ends[first?.kind === 'segment' && first.direction === 'out' ? 0 : 1];
}

/** Where in the script's events the conversation's n-th segment (from 1) is still to come. */
export function eventBefore({ script: { events }, numbers }: Role, n: number): number {
  const segments = events.flatMap(({ action }, index) => (action.kind === 'segment' ? [index] : []));
  const at = numbers === null ? n - 1 : numbers.findIndex((number) => number >= n);
  return segments[at] ?? events.length;
}
