/** What the second sentence of a verdict is: the rule that decides, what followed from an attack that worked, or what was seen. */
export type EvidenceKind = 'rule' | 'followed' | 'evidence';

/** By the outcome of the move and the name of the sentence: a kernel's decision after a move that worked is what that led to. */
export function evidenceKind(outcome: string, id: string): EvidenceKind {
  if (!id.startsWith('decision.')) return 'evidence';
  return outcome === 'effective' ? 'followed' : 'rule';
}
