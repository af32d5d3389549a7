import { useCallback, useRef, useState } from 'react';

/**
 * State of which the newest value can be read at once: several keys may come in one piece, and each must see what the
 * one before it did.
 */
export function useLatest<T>(initial: T): readonly [T, () => T, (next: T) => void] {
  const [shown, show] = useState(initial);
  const newest = useRef(initial);
  const get = useCallback(() => newest.current, []);
  const set = useCallback((next: T) => {
    newest.current = next;
    show(next);
  }, []);
  return [shown, get, set];
}
