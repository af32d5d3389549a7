import type { Target } from './target.ts';

/** What `nstat` remembers of its last run: without -s it shows what was counted since then. Source: iproute2's nstat. */
export class CounterHistory {
  #before: Readonly<Record<string, number>> = {};

  /** `nstat -n`: from now on. */
  async begin(target: Target): Promise<void> {
    this.#before = await target.counters();
  }

  /** What was counted since; everything, when it never began. */
  async since(target: Target, name: string): Promise<number> {
    return ((await target.counters())[name] ?? 0) - (this.#before[name] ?? 0);
  }
}
