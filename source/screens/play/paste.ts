import { composerFrom } from '../../components/composer/composer.ts';
import { sayProblem } from '../../plain/say-problem.ts';
import { parseSegment } from '../../tcp/notation/parse-segment.ts';
import { notationProblem } from '../../world/move-notation/problem.ts';
import { NO_OPTIONS } from '../../tcp/options.ts';
import type { PlayState } from './play-state.ts';
import type { PressContext } from './pressed.ts';
import { scopeOf, templateOf } from './scope.ts';

/** A line of tcpdump, packetdrill or the free notation, taken into the fields of the composer, with the options that it has and no others; refused, it stays open. */
export function pasted(state: PlayState, text: string, { view, lang }: PressContext): PlayState {
  if (text.trim() === '') return { ...state, command: null };
  const parsed = parseSegment(text, { scope: scopeOf(view), defaults: templateOf(view) });
  if (!parsed.ok) return { ...state, notice: { text: sayProblem(lang, notationProblem(parsed.error).problem), bad: true } };
  return { ...state, command: null, focus: 'move', composing: true, composer: composerFrom(parsed.given.includes('options') ? parsed.fields : { ...parsed.fields, options: NO_OPTIONS }) };
}
