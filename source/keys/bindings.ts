import { doubleMeanings, type KeyEntry, type KeyTable } from '../keys.ts';

/** Keys that a player chose, by the name of what they do. */
export type Bindings = Readonly<Record<string, string>>;

/** Characters are what a player may choose; arrows, Enter, Tab and the like go on working beside them. */
export function isChoosable(key: string): boolean {
  return key === 'space' || /^[!-~]$/.test(key);
}

/** The name under which the key of an entry is kept. */
export function nameOf(entry: KeyEntry): string {
  return entry.name ?? entry.does;
}

function reboundEntry<A extends string>(entry: KeyEntry<A>, bindings: Bindings): KeyEntry<A> {
  const key = Object.hasOwn(bindings, nameOf(entry)) ? bindings[nameOf(entry)] : undefined;
  if (key === undefined || entry.fixed) return entry;
  const { shown: _, ...rest } = entry;
  return { ...rest, keys: [...entry.keys.filter((one) => !isChoosable(one)), key], shown: shownKeys(entry, key) };
}

/** A named key of the entry and the chosen one: a line of the help has no room for more. */
function shownKeys(entry: KeyEntry, key: string): string {
  const written = key === 'space' ? 'Space' : key;
  const named = (entry.shown ?? '').split(' ').find((word) => word.length > 1 && word !== 'Space');
  return named === undefined ? written : `${named} ${written}`;
}

/** The table with the player's keys in the place of its own characters: bindings, footer and help follow it. */
export function rebound<G extends string, C extends string, A extends string>(table: KeyTable<G, C, A>, bindings: Bindings): KeyTable<G, C, A> {
  if (Object.keys(bindings).length === 0) return table;
  const groups = Object.entries<readonly KeyEntry<A>[]>(table.groups).map(([name, entries]) => [name, entries.map((entry) => reboundEntry(entry, bindings))]);
  return { ...table, groups: Object.fromEntries(groups) as Record<G, readonly KeyEntry<A>[]> };
}

/** Why a key cannot be chosen. `taken`: what it means already, where both count. */
export type Refusal = { readonly why: 'not-a-character' } | { readonly why: 'unknown' } | { readonly why: 'taken'; readonly by: KeyEntry; readonly title: KeyTable['titles'][string] };

/** Whether a key may mean this, beside the bindings that hold already: on no screen may it mean two things at once. */
export function refusalOf(tables: readonly KeyTable[], bindings: Bindings, name: string, key: string): Refusal | null {
  if (!isChoosable(key)) return { why: 'not-a-character' };
  const known = tables.some((table) => Object.values(table.groups).some((entries) => entries.some((entry) => nameOf(entry) === name && !entry.fixed)));
  if (!known) return { why: 'unknown' };
  const tried = { ...bindings, [name]: key };
  for (const table of tables) {
    const now = rebound(table, tried);
    if (doubleMeanings(now).length === 0) continue;
    for (const context of Object.keys(now.contexts)) {
      const groups = now.contexts[context] ?? [];
      const meant = groups.flatMap((group) => (now.groups[group] ?? []).filter((entry) => entry.keys.includes(key)).map((entry) => ({ entry, group })));
      const other = meant.length > 1 ? meant.find(({ entry }) => nameOf(entry) !== name) : undefined;
      if (other) return { why: 'taken', by: other.entry, title: now.titles[other.group]! };
    }
  }
  return null;
}

/** The bindings that can hold together, in the order in which they were chosen, and the names of those that cannot. */
export function usable(tables: readonly KeyTable[], bindings: Bindings): { readonly bindings: Bindings; readonly dropped: readonly string[] } {
  // Two that change places are in each other's way one by one, and not together.
  const wellFormed = Object.entries(bindings).filter(([name, key]) => refusalOf(tables, {}, name, key)?.why !== 'unknown' && isChoosable(key));
  const all = Object.fromEntries(wellFormed);
  const isWhole = wellFormed.length === Object.keys(bindings).length;
  if (isWhole && tables.every((table) => doubleMeanings(rebound(table, all)).length === 0)) return { bindings: all, dropped: [] };
  let kept: Bindings = {};
  const dropped: string[] = [];
  for (const [name, key] of Object.entries(bindings)) {
    if (refusalOf(tables, kept, name, key) === null) kept = { ...kept, [name]: key };
    else dropped.push(name);
  }
  return { bindings: kept, dropped };
}
