import { isChoosable, nameOf, rebound, type Bindings } from '../../keys/bindings.ts';
import { writtenKeys, type KeyTable } from '../../keys.ts';
import type { MessageId } from '../../message/say.ts';

/** A meaning for which another key can be chosen. */
export interface KeyItem {
  readonly name: string;
  /** The group in which it is listed: its first. */
  readonly title: MessageId;
  readonly label: MessageId;
  readonly keys: string;
  /** The key is the player's own. */
  readonly own: boolean;
}

/** Every meaning of all tables once, in their order, with the keys that hold now. */
export function keyItems(tables: readonly KeyTable[], bindings: Bindings): KeyItem[] {
  const items = new Map<string, KeyItem>();
  for (const table of tables.map((one) => rebound(one, bindings))) {
    for (const [group, entries] of Object.entries(table.groups)) {
      for (const entry of entries) {
        const name = nameOf(entry);
        const title = table.titles[group];
        // Only where a character can stand: ends and pages have keys of their own on every keyboard.
        if (entry.fixed || title === undefined || items.has(name) || !entry.keys.some((key) => isChoosable(key))) continue;
        items.set(name, { name, title, label: entry.label, keys: writtenKeys(entry), own: Object.hasOwn(bindings, name) });
      }
    }
  }
  return [...items.values()];
}
