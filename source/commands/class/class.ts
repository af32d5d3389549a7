import { message } from '../../message/say.ts';
import { nearestName } from '../../tcp/notation/nearest-name.ts';
import { visible } from '../../tcp/notation/visible.ts';
import type { Command } from '../command.ts';
import { languageFor } from '../language-choice.ts';
import { complain } from '../shell.ts';
import { codes } from './codes.ts';
import { grade } from './grade.ts';
import { newClass } from './new-class.ts';
import { pack } from './pack.ts';
import { purge } from './purge.ts';
import { report } from './report.ts';

const ACTS = ['new', 'codes', 'pack', 'grade', 'report', 'purge'] as const;

/** `ackademy class new, codes, pack, grade, report, purge`: what a teacher does. */
export const classroom: Command = async (invocation) => {
  const [word = '', ...rest] = invocation.words;
  const act = ACTS.find((known) => known === word);
  const inner = { ...invocation, words: rest };
  if (act === 'new' && rest.length === 1) return newClass(invocation, rest[0]!);
  if (act === 'codes' && rest.length === 0) return codes(inner);
  if (act === 'pack' && rest.length === 0) return pack(inner);
  if (act === 'grade' && rest.length >= 2) return grade(inner);
  if (act === 'report' && rest.length === 1) return report(inner, rest[0]!);
  if (act === 'purge') return purge(inner);
  const named = act ?? nearestName(word, ACTS);
  const near = ACTS.find((known) => known === named) ?? 'new';
  complain(invocation.shell, message(languageFor(invocation), 'class.usage', { usage: message(languageFor(invocation), `class.usage.${near}`), names: ACTS.join(', '), got: visible(['class', ...invocation.words].join(' ')) }));
  return 2;
};
