import type { Memory } from './memory.ts';
import { isMastered, type Masteries } from './mastery.ts';
import { SKILLS, type Skill } from './skill.ts';
import type { Template } from './template.ts';

/** What the next question is chosen from. */
export interface Choosing {
  readonly templates: readonly Pick<Template, 'id' | 'skill' | 'wrong'>[];
  readonly memory: Memory;
  readonly mastery: Masteries;
  /** Levels solved use these skills. */
  readonly played: ReadonlySet<Skill>;
  /** Misconceptions that moves in levels have shown and no right answer has cleared since. */
  readonly shown: ReadonlySet<string>;
  /** ms since 1970. */
  readonly now: number;
  /** Cards asked in this sitting already. */
  readonly asked: ReadonlySet<string>;
  /** Only of this skill; null: of all. */
  readonly skill: Skill | null;
}

/** Why a card comes now. */
export type Because = 'sure-and-wrong' | 'due' | 'wrong-idea' | 'new' | 'early';

/**
 * The next card: what was sure and wrong, then what is due (the longest due first), then cards of a misconception that
 * play has shown, then a new one of the first skill whose skills before it are mastered, the weakest otherwise. A card
 * that is not due is taken early only when a skill was asked for by name. Null: nothing is left for now.
 */
export function nextCard(choosing: Choosing): { readonly id: string; readonly because: Because } | null {
  const { memory, now, shown, skill, asked } = choosing;
  const open = choosing.templates.filter((one) => skill === null || one.skill === skill);
  const seen = open.filter(({ id }) => id in memory).toSorted((a, b) => memory[a.id]!.due - memory[b.id]!.due);
  const due = seen.filter(({ id }) => memory[id]!.due <= now);
  const wrong = due.find(({ id }) => memory[id]!.sureAndWrong);
  if (wrong) return { id: wrong.id, because: 'sure-and-wrong' };
  if (due[0]) return { id: due[0].id, because: 'due' };
  const fresh = open.filter(({ id }) => !(id in memory) && !asked.has(id));
  const revealed = fresh.find((one) => one.wrong.some(({ idea }) => idea !== null && shown.has(idea)));
  if (revealed) return { id: revealed.id, because: 'wrong-idea' };
  const next = fresh.toSorted((a, b) => readiness(choosing, a.skill) - readiness(choosing, b.skill))[0];
  if (next) return { id: next.id, because: 'new' };
  const early = skill === null ? undefined : seen.find(({ id }) => !asked.has(id));
  return early ? { id: early.id, because: 'early' } : null;
}

/** Skills in their order; one whose predecessors are not all mastered waits behind those that are ready. */
function readiness({ mastery, played }: Choosing, skill: Skill): number {
  const place = SKILLS.indexOf(skill);
  const isReady = SKILLS.slice(0, place).every((before) => isMastered(mastery[before], played.has(before)));
  if (isMastered(mastery[skill], played.has(skill))) return 2 * SKILLS.length + place;
  return isReady ? place : SKILLS.length + place;
}
