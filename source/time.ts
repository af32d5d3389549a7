/**
 * Virtual time: milliseconds since the level began, as a number. Nothing below the screens reads a real clock.
 * The schedule is a heap of plain data, so that a world can be copied, saved and replayed.
 */
export type Ms = number;

export interface Scheduled<T> {
  readonly at: Ms;
  /** Breaks ties: what was scheduled first happens first. */
  readonly order: number;
  readonly item: T;
}

export interface Schedule<T> {
  heap: Scheduled<T>[];
  nextOrder: number;
}

export function createSchedule<T>(): Schedule<T> {
  return { heap: [], nextOrder: 0 };
}

/** Children of a place in the heap: with four, half as many levels as with two, and the children lie side by side in memory. */
const WIDTH = 4;

function sooner<T>(a: Scheduled<T>, b: Scheduled<T>): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}

export function schedule<T>(queue: Schedule<T>, at: Ms, item: T): void {
  const heap = queue.heap;
  const entry: Scheduled<T> = { at, order: queue.nextOrder++, item };
  let i = heap.length;
  heap.push(entry);
  while (i > 0) {
    const parent = Math.floor((i - 1) / WIDTH);
    if (!sooner(entry, heap[parent]!)) break;
    heap[i] = heap[parent]!;
    i = parent;
  }
  heap[i] = entry;
}

/** When the next item is due; Infinity when there is none. */
export function nextAt<T>(queue: Schedule<T>): Ms {
  return queue.heap.length === 0 ? Infinity : queue.heap[0]!.at;
}

/** Takes the next item out. Throws when there is none: ask nextAt first. */
export function takeNext<T>(queue: Schedule<T>): Scheduled<T> {
  const heap = queue.heap;
  const top = heap[0];
  if (!top) throw new Error('takeNext on an empty schedule');
  const last = heap.pop()!;
  if (heap.length > 0) {
    let i = 0;
    for (;;) {
      const first = WIDTH * i + 1;
      if (first >= heap.length) break;
      let child = first;
      const end = Math.min(first + WIDTH, heap.length);
      for (let sibling = first + 1; sibling < end; sibling++) if (sooner(heap[sibling]!, heap[child]!)) child = sibling;
      if (!sooner(heap[child]!, last)) break;
      heap[i] = heap[child]!;
      i = child;
    }
    heap[i] = last;
  }
  return top;
}

/** All items in the order in which they would be taken, without taking them. */
export function inOrder<T>(queue: Schedule<T>): Scheduled<T>[] {
  return queue.heap.toSorted((a, b) => a.at - b.at || a.order - b.order);
}
