import type { Lang } from '../../language.ts';
import type { Phrase } from '../../phrase.ts';
import type { Scores } from '../../referee/histogram.ts';
import type { KernelComparison } from '../../referee/compare-kernels.ts';
import type { Debrief } from '../../referee/debrief.ts';
import type { JudgedMove } from '../../referee/session-view.ts';
import type { WorldView } from '../../world/view.ts';

/** Everything that the debrief shows of one finished run. */
export interface DebriefView extends Debrief {
  /** Its place on the map, e.g. `5-2`; empty for a level that is on none. */
  readonly place: string;
  /** "You may think ... But ...", for each wrong idea that a move of this run showed. */
  readonly refutations: readonly Phrase[];
  /** The wrong ideas of this run by name, which the quiz asks about next, and the key that leads there from the map. */
  readonly quiz: { readonly ideas: readonly string[]; readonly key: string };
  /** The numbers of this variant, which the level's texts name. */
  readonly numbers: NonNullable<Phrase['params']>;
  /** The player's own plays, and those of a class that is loaded; the graphs stand above those of the bots. */
  readonly scores: readonly Scores[];
  /** The level that tells the same story from another chair, as the map has it; null: there is none. */
  readonly otherChair: { readonly place: string; readonly title: Readonly<Record<Lang, string>> } | null;
  /** The kernels on which the same moves can be played, oldest first, and what they do there. */
  readonly otherKernels: readonly string[];
  readonly compare: (kernel: string) => ComparedKernels;
}

export interface ComparedKernels extends KernelComparison {
  /** The whole ladder on each, this run's first; null in a flood, which keeps none. */
  readonly ladders: readonly [KernelLadder, KernelLadder] | null;
}

/** A ladder with all that can be seen of it, and the segment to be marked. */
export interface KernelLadder {
  readonly world: WorldView;
  readonly judged: readonly JudgedMove[];
  readonly mark: number | null;
}
