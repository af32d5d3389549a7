/**
 * What a learner can be asked about, in the order in which the ideas build on each other. A skill is taken up when those
 * before it are mastered; see choose.ts. Source of the order: the course, numbers before states before loss.
 */
export const SKILLS = ['numbers', 'handshake', 'loss', 'queues', 'flood', 'close', 'time-wait', 'reset', 'attack', 'operations'] as const;

/** Where questions of a teacher's own file stand that name none of SKILLS. */
export const OWN = 'own';

export type Skill = (typeof SKILLS)[number] | typeof OWN;

export const ALL_SKILLS: readonly Skill[] = [...SKILLS, OWN];

export function isSkill(word: string): word is Skill {
  return ALL_SKILLS.some((skill) => skill === word);
}
