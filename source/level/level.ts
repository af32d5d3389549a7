import type { Lang } from '../language.ts';
import type { ProfileId } from '../kernel/profile.ts';
import type { WorldSetup } from '../world/setup.ts';
import type { BotPlays } from './bots.ts';
import type { LongSearch } from './long-search.ts';
import type { Predicate } from './goal.ts';
import type { LevelProof } from './proof.ts';
import type { Skill } from './skill.ts';

export type Role = 'kernel' | 'attacker' | 'operator';

/** A level as its folder says it, checked and complete. Numbers may still be expressions over the drawn variables. */
export interface Level {
  readonly id: string;
  readonly title: Readonly<Record<Lang, string>>;
  readonly version: number;
  readonly world: number;
  readonly role: Role;
  readonly mode: 'turns' | 'live';
  readonly kernel: ProfileId;
  /** The kernels that it may be played on; null: all that have the sysctls of its start. */
  readonly kernels: readonly ProfileId[] | null;
  /** Rows S1..S35 of the curriculum that are played here. */
  readonly rows: readonly string[];
  readonly misconceptions: readonly string[];
  /** Skills (one idea each) and levels that come before. */
  readonly needs: readonly string[];
  readonly minutes: number;
  readonly par: number;
  /** How much of an answer the composer leaves to the player in guided mode: 0 one number, 1 flags and acknowledgment, 2 the sequence number too, 3 all. A level with 0 is the first of an idea: it can be watched before it is played. */
  readonly fade: Fade;
  /** Ideas that are met here for the first time, and those of earlier levels that it rests on: names of SKILLS. */
  readonly teaches: readonly Skill[];
  readonly uses: readonly Skill[];
  /** Chance decides how soon a run wins: par is what is enough in any case, and a shorter way is no fault of the level. */
  readonly luck: boolean;
  /** The level that tells the same story from another chair: it names this one, has other role and the same hosts; null: there is none. */
  readonly mirror: string | null;
  /** How many real clients an operator may let down for the third star; null: the level does not count them. */
  readonly spare: number | null;
  /** An incident shows only what the tools on the player's hosts print; null: the panels of the role. */
  readonly sees: 'operator' | null;
  /** Where the debrief's statements can be read: `RFC 9293 3.4`, `tcp_input.c:tcp_conn_request`, `F3.2`. */
  readonly sources: readonly string[];
  /** The numbers of this variant: drawn from the seed, in order; later ones may use earlier ones in expressions. */
  readonly draw: readonly { readonly name: string; readonly from: Draw }[];
  /** The world with `$name` expressions still in place; see draw.ts. */
  readonly setup: unknown;
  /** What the player was told beforehand, with `$name` expressions still in place; `????` for what he was not told. Names are the field's terms, equal in all languages. */
  readonly known: readonly { readonly name: string; readonly value: string }[];
  /** Names of panel fields that are asked for and therefore hidden, e.g. RCV.NXT. */
  readonly hide: readonly string[];
  /** They are hidden until this holds; null: until the end. */
  readonly hideUntil: Predicate | null;
  /** sysctls the player may change (operator), and calls he may make. */
  readonly sysctls: readonly string[];
  readonly calls: readonly string[];
  readonly goals: readonly { readonly id: string; readonly holds: Predicate }[];
  /** What every way of winning must have met somewhere on its way; null: the level names no idea. */
  readonly idea: Predicate | null;
  /** Lost as soon as one holds; the sentence is in the texts under `lose.ID`. */
  readonly lose: readonly { readonly id: string; readonly rule: string; readonly holds: Predicate }[];
  readonly predictions: readonly Prediction[];
  /** Hints by state, tried in order; the last one has no condition. Texts under `hint.ID.1..3`. */
  readonly hints: readonly { readonly id: string; readonly when: Predicate | null; readonly deadEnd: boolean }[];
  /** Menu entries beyond those the engine computes: lines for parseMoveLine(), and the section `menu.LABEL` or null for the line itself. */
  readonly menu: readonly { readonly when: Predicate | null; readonly line: ScriptedMove; readonly label: string | null }[];
  readonly solution: readonly ScriptedMove[];
  /** Other ways to win; each must win too. */
  readonly alternatives: readonly (readonly ScriptedMove[])[];
  readonly mistakes: readonly Mistake[];
  /** That the model solution goes the same way on a real kernel; null: not proved. */
  readonly proof: LevelProof | null;
  /** What bots made of it; null: nobody has let them play, or the level is of a pack. */
  readonly bots: BotPlays | null;
  /** What a long search for ways shorter than par came to; null: there was none, as where the daily check proves par, or the level is of a pack. */
  readonly search: LongSearch | null;
  readonly texts: Readonly<Record<Lang, LevelText>>;
}

export type Fade = 0 | 1 | 2 | 3;

export type Draw =
  | { readonly between: readonly [number, number] }
  | { readonly oneOf: readonly (number | string)[] }
  | { readonly value: string }
  /** The item whose number (from 0) an earlier one gives, so that several things vary together. */
  | { readonly pick: string; readonly of: readonly (number | string)[] };

/** A line of the plain mode, as solutions and mistakes are written: `S seq $isn win 64240 <mss 1460>`, `wait 3s`, `sysctl a=b`. */
export type ScriptedMove = string;

export interface Mistake {
  readonly id: string;
  /** Moves that lead there, the last one being the mistake. */
  readonly moves: readonly ScriptedMove[];
  /** The verdict name it must get. */
  readonly verdict: string;
  readonly misconception: string | null;
}

export interface Prediction {
  readonly id: string;
  /** Asked before the first move for which this holds (null: before the first move). */
  readonly before: Predicate | null;
  /** The truth is looked up once this holds; then exactly one option's predicate must hold. */
  readonly settles: Predicate;
  readonly options: readonly { readonly key: string; readonly holds: Predicate; readonly misconception: string | null }[];
}

/** A level's texts in one language, by section: title, briefing, goal.ID, lose.ID, hint.ID.n, predict.ID, predict.ID.KEY, mistake.ID, debrief, takeaway. */
export type LevelText = Readonly<Record<string, string>>;

/** A level with its numbers drawn: what a session is played on. `level` has them in its conditions and lines, too. */
export interface DrawnLevel {
  readonly level: Level;
  readonly seed: string;
  readonly numbers: Readonly<Record<string, number | string>>;
  readonly setup: WorldSetup;
  /** What chance in the world comes from when not from the seed and the level: a sandbox repeats the world of something else. */
  readonly chance?: string;
  /** Lines, since a formula such as RCV.NXT has its value only when the move is made: parseMoveLine(line, { scope: decision.scope }). */
  readonly solution: readonly ScriptedMove[];
}
