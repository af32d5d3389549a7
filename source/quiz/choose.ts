import type { Waiting } from './day.ts';
import { isDue, type Memory } from './memory.ts';
import { isMastered, type Masteries } from './mastery.ts';
import { ALL_SKILLS, OWN, type Skill } from './skill.ts';
import type { Template } from './template.ts';

/** What the next question is chosen from. */
export interface Choosing {
  readonly templates: readonly Pick<Template, 'id' | 'skill' | 'wrong'>[];
  readonly memory: Memory;
  readonly mastery: Masteries;
  /** Levels solved use these skills. */
  readonly played: ReadonlySet<Skill>;
  /** Misconceptions that answers have shown and no right answer has cleared since. */
  readonly shown: ReadonlySet<string>;
  /** Misconceptions that moves in levels have shown since a card that knows them was answered. */
  readonly met: ReadonlySet<string>;
  /** ms since 1970. */
  readonly now: number;
  /** Cards asked in this sitting already. */
  readonly asked: ReadonlySet<string>;
  /** Only of this skill; null: of all. */
  readonly skill: Skill | null;
  /** What the day still holds; null: it has no limit. */
  readonly day: { readonly answers: number; readonly fresh: number } | null;
}

/** Why a card comes now. */
export type Because = 'sure-and-wrong' | 'met' | 'due' | 'wrong-idea' | 'new' | 'early';

/**
 * The next card: what was sure and wrong, then a card of a misconception that a move in a level has shown, then what is
 * due (the longest due first), then cards of a misconception that answers have shown, then a new one: of the skills that are open in
 * turn, so that nobody is asked the same thing six times over. A card that is not due is taken early only when a skill was
 * asked for by name. Null: nothing is left for now, or for today.
 */
export function nextCard(choosing: Choosing): { readonly id: string; readonly because: Because } | null {
  const { memory, now, shown, skill, asked, day } = choosing;
  if (day !== null && day.answers === 0) return null;
  const open = openTo(choosing);
  const seen = open.filter(({ id }) => id in memory).toSorted((a, b) => memory[a.id]!.due - memory[b.id]!.due);
  const due = seen.filter(({ id }) => isDue(memory[id]!, now));
  const wrong = due.find(({ id }) => memory[id]!.sureAndWrong);
  if (wrong) return { id: wrong.id, because: 'sure-and-wrong' };
  const met = cardsMet(choosing).find(({ id }) => !asked.has(id));
  if (met) return { id: met.id, because: 'met' };
  if (due[0]) return { id: due[0].id, because: 'due' };
  const fresh = day !== null && day.fresh === 0 ? [] : open.filter(({ id }) => !(id in memory) && !asked.has(id));
  const revealed = fresh.find((one) => knowsOneOf(one, shown));
  if (revealed) return { id: revealed.id, because: 'wrong-idea' };
  const ranks = ranksOf(choosing);
  const next = fresh.toSorted((a, b) => ranks.get(a.skill)! - ranks.get(b.skill)!)[0];
  if (next) return { id: next.id, because: 'new' };
  const early = skill === null ? undefined : seen.find(({ id }) => !asked.has(id));
  return early ? { id: early.id, because: 'early' } : null;
}

/** What waits: so that the player can be told before he begins. */
export function waiting(choosing: Choosing): Waiting {
  const { memory, now, day } = choosing;
  const open = openTo(choosing);
  const due = new Set([...cardsMet(choosing), ...open.filter(({ id }) => id in memory && isDue(memory[id]!, now))].map(({ id }) => id));
  const fresh = open.filter(({ id }) => !(id in memory) && !due.has(id)).length;
  return { due: due.size, fresh: Math.min(fresh, day?.fresh ?? fresh), left: day?.answers ?? due.size + fresh };
}

function openTo({ templates, skill }: Choosing): Choosing['templates'] {
  return templates.filter((one) => skill === null || one.skill === skill);
}

/** For each such idea one card: one that was never asked before one that was, and the one asked longest ago. */
function cardsMet(choosing: Choosing): Choosing['templates'] {
  const { memory, met } = choosing;
  const lastOf = ({ id }: Choosing['templates'][number]): number => memory[id]?.lastReview ?? -Infinity;
  const open = openTo(choosing);
  return [...met].flatMap((idea) => open.filter((one) => knowsOneOf(one, new Set([idea]))).toSorted((a, b) => lastOf(a) - lastOf(b))[0] ?? []);
}

function knowsOneOf({ wrong }: Choosing['templates'][number], ideas: ReadonlySet<string>): boolean {
  return wrong.some(({ idea }) => idea !== null && ideas.has(idea));
}

/** So many skills that are not mastered are open beside those of levels that were solved. */
const OPEN = 2;

/** The place of each skill for a new card: open ones first, of these the one that was asked least in this sitting, then in their order; what is mastered comes last. */
function ranksOf({ templates, mastery, played, asked }: Choosing): ReadonlyMap<Skill, number> {
  const lacking = ALL_SKILLS.filter((name) => !isMastered(mastery[name], { name, templates: templates.filter(({ skill }) => skill === name).length, played: played.has(name) }));
  const isOpen = (skill: Skill): boolean => skill === OWN || played.has(skill) || lacking.indexOf(skill) < OPEN;
  const askedOf = (skill: Skill): number => templates.filter((one) => one.skill === skill && asked.has(one.id)).length;
  const group = (skill: Skill): number => (!lacking.includes(skill) ? 2 : isOpen(skill) ? 0 : 1);
  const order = ALL_SKILLS.toSorted((a, b) => group(a) - group(b) || (group(a) === 0 ? askedOf(a) - askedOf(b) : 0));
  return new Map(order.map((skill, rank) => [skill, rank]));
}
