/**
 * `[####....]`: as many `#` as the share asks for; at least one when there is anything, and full only when it is full.
 * `cells` counts the brackets. The number stands beside it, always.
 */
export function gauge(value: number, capacity: number, cells: number): string {
  const room = Math.max(1, cells - 2);
  const share = capacity <= 0 ? 0 : value / capacity;
  const exact = Math.floor(Math.min(1, Math.max(0, share)) * room);
  const filled = share >= 1 ? room : Math.min(room - 1, value > 0 ? Math.max(1, exact) : 0);
  return `[${'#'.repeat(filled)}${'.'.repeat(room - filled)}]`;
}
