import type { Flags } from '../../tcp/flags.ts';
import type { OrderedOption } from '../../tcp/option-order.ts';
import type { Ms } from '../../time.ts';

/**
 * A packetdrill script as data. Everything carries its place in the file; times are ms of the script's own clock; sequence
 * numbers are the script's (relative to what the first SYN of each side said), unsigned 32-bit.
 */
export interface Script {
  readonly options: readonly ScriptOption[];
  /** The command before the first event: what prepares the kernel. */
  readonly init: Command | null;
  readonly events: readonly ScriptEvent[];
  /** The command after the last event, which has no time. */
  readonly cleanup: Command | null;
}

/** Where something begins: counted from 1, columns in characters. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** `--name` or `--name=value`. */
export interface ScriptOption {
  readonly place: Place;
  readonly name: string;
  readonly value: string | null;
}

export interface ScriptEvent {
  readonly place: Place;
  readonly time: EventTime;
  readonly action: Action;
}

export type EventTime =
  /** `0.1`: since the script began. */
  | { readonly kind: 'absolute'; readonly at: Ms }
  /** `+.1`: since the previous event. */
  | { readonly kind: 'relative'; readonly after: Ms }
  /** `*`: whenever it happens. */
  | { readonly kind: 'any' }
  /** `0.1~0.2`. */
  | { readonly kind: 'absolute-range'; readonly from: Ms; readonly to: Ms }
  /** `+.1~+.2`. */
  | { readonly kind: 'relative-range'; readonly from: Ms; readonly to: Ms };

export type Action = ScriptSegment | ScriptCall | Command | Code | Foreign;

/** `<` puts a segment in, `>` expects one. */
export interface ScriptSegment {
  readonly kind: 'segment';
  readonly place: Place;
  readonly direction: 'in' | 'out';
  /** `40001>8080`: other ports than those of the connection. */
  readonly ports: { readonly src: number; readonly dst: number } | null;
  /** `[ect0]`, `(tos 0x3)`, `(ttl 64)`: what is said of the IP header, as written; null when nothing is. */
  readonly ip: string | null;
  readonly flags: Flags;
  readonly seq: number;
  /** Payload bytes. */
  readonly length: number;
  readonly ack: number | null;
  /** The window field; for an expected segment null is: any. */
  readonly win: number | null;
  readonly urg: number | null;
  /** In wire order; `any` is `<...>`. */
  readonly options: readonly SegmentOption[] | 'any';
}

/** An option as it stands in the header, also those that the kernel model does not know. */
export type SegmentOption = OrderedOption | { readonly kind: 'eol' } | ForeignOption;

/** An option that no part of the model knows: `FO 0123`, `md5 valid`. */
export interface ForeignOption {
  readonly kind: 'foreign';
  readonly name: string;
  readonly text: string;
}

/** `accept(3, ..., ...) = 4`, `+.1...0.2 read(4, ..., 10) = -1 EAGAIN (Resource temporarily unavailable)`. */
export interface ScriptCall {
  readonly kind: 'call';
  readonly place: Place;
  readonly name: string;
  readonly args: readonly Expression[];
  /** When it must return, on the clock that its start is on: `0.1...0.2`. Null: it does not block. */
  readonly until: Ms | null;
  readonly result: Expression;
  readonly errno: string | null;
  readonly note: string | null;
}

export type Expression =
  | { readonly kind: 'ellipsis'; readonly place: Place }
  | { readonly kind: 'integer'; readonly place: Place; readonly value: number; readonly hex: boolean }
  | { readonly kind: 'word'; readonly place: Place; readonly name: string }
  /** The characters between the quotes, as written; `open`: `"GET"...`, what follows does not matter. */
  | { readonly kind: 'string'; readonly place: Place; readonly text: string; readonly open: boolean }
  | { readonly kind: 'or'; readonly place: Place; readonly parts: readonly Expression[] }
  | { readonly kind: 'list'; readonly place: Place; readonly items: readonly Expression[] }
  | { readonly kind: 'struct'; readonly place: Place; readonly items: readonly Expression[] }
  /** `htons(8080)`, `msg_name(...)`. */
  | { readonly kind: 'apply'; readonly place: Place; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: 'field'; readonly place: Place; readonly name: Expression; readonly value: Expression };

/** What stands between backticks, with every space. */
export interface Command {
  readonly kind: 'command';
  readonly place: Place;
  readonly text: string;
}

/** What stands between `%{` and `}%`, without spaces around it. */
export interface Code {
  readonly kind: 'code';
  readonly place: Place;
  readonly text: string;
}

/** A packet of another kind than TCP over IPv4: read over, so that the script can be said to need it. */
export interface Foreign {
  readonly kind: 'foreign';
  readonly place: Place;
  readonly direction: 'in' | 'out';
  readonly feature: 'ICMP' | 'UDP' | 'encapsulation' | 'IPv6' | 'AccECN';
  readonly text: string;
}
