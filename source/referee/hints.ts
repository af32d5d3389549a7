import { holds } from '../level/holds.ts';
import type { Level } from '../level/level.ts';
import type { WorldFacts } from '../level/world-facts.ts';
import type { Phrase } from '../phrase.ts';

/** Steps that have been shown, by the state they belong to. */
export type HintsShown = readonly { readonly id: string; readonly steps: number }[];

export const HINT_STEPS = 3;

export function hintFor(level: Level, facts: WorldFacts): Level['hints'][number] | undefined {
  return level.hints.find(({ when }) => when === null || holds(when, facts));
}

/** One step further in the hints for the state the player is in: nudge, rule, move. Unchanged once all three are shown. */
export function nextHint(level: Level, shown: HintsShown, facts: WorldFacts): HintsShown {
  const hint = hintFor(level, facts);
  if (!hint) return shown;
  const before = shown.find(({ id }) => id === hint.id);
  if (!before) return [...shown, { id: hint.id, steps: 1 }];
  if (before.steps >= HINT_STEPS) return shown;
  return shown.map((entry) => (entry.id === hint.id ? { ...entry, steps: entry.steps + 1 } : entry));
}

/** The hints that concern the present state, as texts. */
export function hintPhrases(level: Level, shown: HintsShown, facts: WorldFacts, numbers: Phrase['params']): Phrase[] {
  const hint = hintFor(level, facts);
  const steps = shown.find(({ id }) => id === hint?.id)?.steps ?? 0;
  return Array.from({ length: steps }, (_, i) => phraseOf(`hint.${hint!.id}.${i + 1}`, numbers));
}

export function hintsUsed(shown: HintsShown): number {
  return shown.reduce((sum, { steps }) => sum + steps, 0);
}

function phraseOf(section: string, params: Phrase['params']): Phrase {
  return params ? { id: `level.${section}`, params } : { id: `level.${section}` };
}
