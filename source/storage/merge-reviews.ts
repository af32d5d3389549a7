import type { LastingEntry } from './review-line.ts';

/**
 * Two logs of one player as one: each keeps its own order, the earlier entry comes first, and what stands in both is
 * taken once; of `gone` nothing is taken. `added`: how many of `others` were new.
 */
export function mergedEntries(ours: readonly LastingEntry[], others: readonly LastingEntry[], gone: readonly LastingEntry[] = []): { readonly entries: readonly LastingEntry[]; readonly added: number } {
  const known = new Set([...ours, ...gone].map(keyOf));
  const news = others.filter((entry) => {
    const key = keyOf(entry);
    if (known.has(key)) return false;
    known.add(key);
    return true;
  });
  const entries: LastingEntry[] = [];
  let mine = 0;
  for (const entry of news) {
    while (mine < ours.length && timeOf(ours[mine]!) <= timeOf(entry)) entries.push(ours[mine++]!);
    entries.push(entry);
  }
  return { entries: [...entries, ...ours.slice(mine)], added: news.length };
}

function timeOf(entry: LastingEntry): number {
  return entry.do === 'answer' ? entry.review.at : entry.met.at;
}

/** Nobody answers the same numbers twice in one millisecond. */
function keyOf(entry: LastingEntry): string {
  return entry.do === 'answer' ? `${entry.review.at} ${entry.review.card} ${entry.review.seed}` : `${entry.met.at} ${entry.met.idea} ${entry.met.level}`;
}
