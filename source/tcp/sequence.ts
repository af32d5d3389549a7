/**
 * Sequence number arithmetic modulo 2^32. Source: RFC 9293 section 3.4; Linux include/net/tcp.h before().
 * All arguments and results are unsigned 32-bit numbers unless said otherwise.
 */

export function add(a: number, n: number): number {
  return (a + n) >>> 0;
}

/** How far b is ahead of a, as a signed 32-bit number: negative when b lies behind. */
export function distance(a: number, b: number): number {
  return (b - a) | 0;
}

/** a < b in sequence space. Two numbers exactly 2^31 apart are before each other both ways, as in Linux. */
export function before(a: number, b: number): boolean {
  return ((a - b) | 0) < 0;
}

/** a > b in sequence space. */
export function after(a: number, b: number): boolean {
  return before(b, a);
}

/** low <= x <= high in sequence space. Source: Linux include/net/tcp.h between(). */
export function between(x: number, low: number, high: number): boolean {
  return (high - low) >>> 0 >= (x - low) >>> 0;
}
