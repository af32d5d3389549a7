/**
 * Virtual time: milliseconds since the level began, as a number. Nothing below the screens reads a real clock.
 * The schedule is a binary heap of plain data, so that a world can be copied, saved and replayed.
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

function sooner<T>(a: Scheduled<T>, b: Scheduled<T>): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}

export function schedule<T>(queue: Schedule<T>, at: Ms, item: T): void {
  const heap = queue.heap;
  const entry: Scheduled<T> = { at, order: queue.nextOrder++, item };
  let i = heap.length;
  heap.push(entry);
  while (i > 0) {
    const parent = (i - 1) >> 1;
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
      let child = 2 * i + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && sooner(heap[child + 1]!, heap[child]!)) child++;
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
