import { useInput } from 'ink';
import { pressesOf } from '../keys.ts';
import type { Press } from '../keys.ts';

/** Calls the handler for each key that is pressed, in order, while active. */
export function usePresses(handle: (press: Press) => void, isActive = true): void {
  useInput((input, raw) => pressesOf(input, raw).forEach(handle), { isActive });
}
