import { heapInUse } from '../heap.ts';
import { rounded, type Measure } from '../measure.ts';

/** A task of a size: what it built is kept alive until its memory was measured. */
export type Task = (size: number) => { readonly kept: unknown; readonly done: number };

export interface Cost {
  readonly size: number;
  /** Of the processor: what other programs take meanwhile does not count. */
  readonly seconds: number;
  /** Bytes on the heap that are left when it is done. */
  readonly bytes: number;
  readonly done: number;
}

/** What takes less than a second is done three times, and the quickest counts: in the others the heap was tidied up. */
export function costOf(task: Task, size: number): Cost {
  const first = costOfOne(task, size);
  if (first.seconds > 1) return first;
  const again = [costOfOne(task, size), costOfOne(task, size)];
  return { ...first, seconds: Math.min(first.seconds, ...again.map(({ seconds }) => seconds)) };
}

function costOfOne(task: Task, size: number): Cost {
  const before = heapInUse();
  const start = process.threadCpuUsage();
  const { kept, done } = task(size);
  const { user, system } = process.threadCpuUsage(start);
  const seconds = (user + system) / 1e6;
  const bytes = Math.max(0, heapInUse() - before);
  return { size, seconds, bytes: kept === undefined ? 0 : bytes, done };
}

/**
 * Time and memory of a task at growing sizes, and how the time grows: the exponent between the two largest, 1 being linear. The
 * smallest size runs once before, on cold code.
 */
export function growth(name: string, unit: string, task: Task, sizes: readonly number[]): readonly Measure[] {
  task(sizes[0]!);
  const costs = sizes.map((size) => costOf(task, size));
  const exponent = (pick: (cost: Cost) => number): number => {
    const [a, b] = costs.slice(-2) as [Cost, Cost];
    return rounded(Math.log(Math.max(pick(b), 1e-9) / Math.max(pick(a), 1e-9)) / Math.log(b.size / a.size));
  };
  return [
    ...costs.flatMap(({ size, seconds, bytes, done }) => [
      { name: `${name}, ${size.toLocaleString('en')}`, value: rounded(seconds * 1000), unit: 'ms' },
      { name: `${name}, ${size.toLocaleString('en')}, memory`, value: rounded(bytes / 1e6), unit: 'MB' },
      { name: `${name}, ${size.toLocaleString('en')}, ${unit}`, value: done, unit },
    ]),
    ...(costs.length < 2 ? [] : [{ name: `${name}, growth of time`, value: Math.max(0, exponent(({ seconds }) => seconds)), unit: 'exponent', goal: '<= 1.15' }]),
  ];
}
