/**
 * What a learner can be asked about, in the order in which the ideas build on each other. A skill is taken up when those
 * before it are mastered; see choose.ts. Source of the order: the course, numbers before states before loss.
 */
export const SKILLS = ['numbers', 'handshake', 'loss', 'queues', 'flood', 'close', 'time-wait', 'reset', 'attack', 'operations'] as const;

export type Skill = (typeof SKILLS)[number];

export function isSkill(word: string): word is Skill {
  return SKILLS.some((skill) => skill === word);
}
