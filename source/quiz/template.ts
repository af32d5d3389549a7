import type { CounterName } from '../kernel/counter.ts';
import type { ProfileId } from '../kernel/profile.ts';
import type { Lang } from '../language.ts';
import type { Predicate } from '../level/goal.ts';
import type { Level } from '../level/level.ts';
import type { Reading, SegmentPick } from './reading.ts';
import type { Skill } from './skill.ts';

/** What kinds of question there are; the order is that of the design's list. */
export const KINDS = ['compose', 'number', 'order', 'value', 'choice', 'line'] as const;
/** `text`: words are written; only in questions of a teacher's own file. */
export type Kind = (typeof KINDS)[number] | 'text';

/** Which lists of a world a wrong line can stand in. */
export const LISTINGS = ['ladder', 'ss', 'nstat'] as const;
export type Listing = (typeof LISTINGS)[number];

/** What else than flags and numbers a ladder's line may tell of a segment. */
export const LADDER_FIELDS = ['port', 'win', 'mss', 'wscale'] as const;
export type LadderField = (typeof LADDER_FIELDS)[number];

/** Fields of a segment that must be composed. */
export const COMPOSED = ['flags', 'seq', 'ack', 'length'] as const;
export type Composed = (typeof COMPOSED)[number];

/** What is asked of the world that has run. The truth is what Linux does there; nothing is written down by hand. */
export type Ask =
  /** One number, typed. `unit` is shown behind it and may be typed. */
  | { readonly kind: 'number'; readonly reading: Reading; readonly unit: 'none' | 's' | 'ms' | 'bytes' }
  /** What several readings say, as one of several lines: which state at each end, which errno. The section `option` writes such a line. */
  | { readonly kind: 'value'; readonly readings: readonly NamedReading[] }
  /** One of several outcomes, told by conditions; sections `option.KEY`. The first that holds is the answer. */
  | { readonly kind: 'choice'; readonly options: readonly { readonly key: string; readonly holds: Predicate }[] }
  /** Events in the order in which they first happen; sections `event.KEY`. */
  | { readonly kind: 'order'; readonly events: readonly { readonly key: string; readonly when: Predicate }[] }
  /** The segment that a kernel sends. */
  | { readonly kind: 'compose'; readonly segment: SegmentPick; readonly fields: readonly Composed[] }
  /** A list with one line as a wrong belief would have it: a ladder with those fields, what ss or nstat print on a host; nstat of those counters. */
  | { readonly kind: 'line'; readonly listing: Listing; readonly host: string | null; readonly fields: readonly LadderField[]; readonly counters: readonly CounterName[] };

export interface NamedReading {
  readonly name: string;
  readonly reading: Reading;
}

/** What stands for Linux in a world that gives a wrong answer: a belief, another set-up, another Linux, or only a value. */
export type Instead =
  | { readonly by: 'belief'; readonly belief: string }
  /** Laid over the set-up, maps key by key. */
  | { readonly by: 'setup'; readonly setup: unknown }
  | { readonly by: 'kernel'; readonly kernel: ProfileId }
  /** An expression over the drawn numbers, for what no kernel would do: the number itself, a key, the values of the readings in order. */
  | { readonly by: 'value'; readonly value: number | string };

export interface Wrong {
  /** The misconception, or null: then the section `wrong.ID` says what is wrong. */
  readonly idea: string | null;
  readonly id: string;
  readonly instead: Instead;
}

/** Texts by section: stem, why, option, option.KEY, event.KEY, wrong.ID. Placeholders name drawn numbers, `truth`, and readings of `also`. */
export type TemplateText = Readonly<Record<string, string>>;

/** A question without its numbers: each showing draws others, and asks the simulated Linux for the answer. */
export interface Template {
  readonly id: string;
  /** What a teacher calls it in his own file. */
  readonly title?: string;
  /** Raised when its question changes. */
  readonly version: number;
  readonly skill: Skill;
  /** The level that teaches it. */
  readonly level: string;
  readonly kernel: ProfileId;
  readonly sources: readonly string[];
  readonly draw: Level['draw'];
  /** As in a level, with `$name` in place. */
  readonly setup: unknown;
  readonly kind: Kind;
  /** What is asked, and readings of the true world that the texts name, with `$name` in place: read-ask.ts. */
  readonly ask: unknown;
  readonly also: unknown;
  readonly wrong: readonly Wrong[];
  /** The answer as somebody has written it; null: the simulated Linux is asked. */
  readonly given: Given | null;
  readonly texts: Readonly<Record<Lang, TemplateText>>;
}

/** A question whose answer nobody computes: an item of a teacher's own file. Its texts are in the sections of the template, the same in all languages. */
export interface Given {
  /** Keys of options, numbers as written, or texts. The first right one is shown as the answer. */
  readonly right: readonly string[];
  readonly wrong: readonly string[];
  /** A number may be off by so much. */
  readonly tolerance: number;
}
