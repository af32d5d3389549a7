/** What a player is allowed to see, and what the level hides because it asks for it. */
export interface Sight {
  /** Hosts whose inside (sockets, queues, timers, counters, sysctls) is shown. */
  readonly inside: readonly string[];
  /** Lifelines to draw, in order; others exist but have no line. */
  readonly lifelines: readonly string[];
  /** Hosts whose state is shown above their lifeline. */
  readonly states: readonly string[];
  /** Only what a program on the player's hosts could read: no wire, no queues, nothing of real clients. Their machines are read with the operator's tools. */
  readonly onlyTools: boolean;
  /** An attacker off the path sees only what he sends and what is sent to him. */
  readonly onlyOwnSegments: boolean;
  /** Field names that print as ????; capacity: how much the queues hold. */
  readonly hide: readonly string[];
  /** What may be set, and on which hosts. */
  readonly editableSysctls: readonly string[];
  readonly own: readonly string[];
  readonly known: readonly { readonly name: string; readonly value: string }[];
  /** Counter values at the player's last move. */
  readonly countersBefore: ReadonlyMap<string, Readonly<Record<string, number>>>;
}
