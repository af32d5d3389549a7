import { answerText, textOf } from '../../formats/quiz/question-text.ts';
import type { Lang } from '../../language.ts';
import { LANGUAGES } from '../../language.ts';
import { drawLevel } from '../../level/draw.ts';
import { fillExpressions } from '../../level/expression.ts';
import type { DrawnLevel, LevelText } from '../../level/level.ts';
import { sandboxLevel } from '../../level/sandbox.ts';
import type { AuthorSetup } from '../../level/setup-schema.ts';
import { message } from '../../message/say.ts';
import type { Question } from '../../quiz/question.ts';

/** Long enough for every timer that one may want to see. */
const HORIZON = '60min';

/**
 * The situation of a question, to be changed at will: its hosts, sysctls and numbers, chance the same, and its script,
 * whose beginning is played and which goes on as time is let pass. Null for a question of which there is none: its answer was written by somebody.
 */
export function questionSandbox(question: Question): DrawnLevel | null {
  const { template, numbers, drawn } = question;
  if (template.given !== null) return null;
  const written = fillExpressions(template.setup, numbers) as AuthorSetup;
  const setup: AuthorSetup = {
    ...written,
    horizon: HORIZON,
    hosts: Object.fromEntries(Object.entries(written.hosts).map(([name, host]) => [name, host.absent ? host : { ...host, you: true }])),
    ...(written.traffic && { traffic: written.traffic.map((one) => ({ ...one, endsAt: one.endsAt ?? written.horizon })) }),
  };
  const texts = Object.fromEntries(LANGUAGES.map((lang) => [lang, textsIn(question, lang)])) as Record<Lang, LevelText>;
  const level = sandboxLevel({ id: `quiz-${template.id}`, world: 0, kernel: template.kernel, setup, menu: [], texts });
  return { ...drawLevel(level, drawn), chance: drawn };
}

function textsIn(question: Question, lang: Lang): LevelText {
  const asked = textOf(question, 'stem', lang);
  const answer = message(lang, 'quiz.sandbox.answer', { truth: answerText(question, question.truth, lang) });
  return {
    title: message(lang, 'quiz.sandbox.title'),
    briefing: [message(lang, 'quiz.sandbox.briefing'), asked, answer, message(lang, 'sandbox.time')].join('\n\n'),
    'hint.else.1': message(lang, 'quiz.sandbox.hint'),
    'hint.else.2': message(lang, 'sandbox.hint.1'),
    'hint.else.3': message(lang, 'sandbox.hint.3'),
  };
}
