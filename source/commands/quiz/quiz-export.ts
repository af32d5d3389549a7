import { writeAnki } from '../../formats/quiz/anki.ts';
import { exportedQuestion, type ExportedQuestion } from '../../formats/quiz/exported-question.ts';
import { NotInGift, writeGift } from '../../formats/quiz/gift.ts';
import { writeMoodleXml } from '../../formats/quiz/moodle-xml.ts';
import { printTool } from '../../formats/quiz/print-tool.ts';
import type { Lang } from '../../language.ts';
import { message } from '../../message/say.ts';
import { drawQuestion } from '../../quiz/draw-question.ts';
import type { QuizSet } from '../../quiz/quiz-set-format.ts';
import { OWN } from '../../quiz/skill.ts';
import { codeOf } from '../../storage/file-system.ts';
import { nodeFileSystem } from '../../storage/node-file-system.ts';
import { visible } from '../../tcp/notation/visible.ts';
import type { ExitCode, Invocation } from '../command.ts';
import { newSeed } from '../play/new-seed.ts';
import { complain, print } from '../shell.ts';
import { shownPath } from '../terminal/shown-path.ts';

const FORMATS = ['gift', 'moodle', 'anki'] as const;
const COUNT = 20;

/** `ackademy quiz --export FORMAT`: questions for another program, one language a file. Every template in turn, each time with other numbers. */
export function exportQuiz({ shell, options }: Invocation, set: QuizSet, to: string, lang: Lang): ExitCode {
  const format = FORMATS.find((one) => one === to.toLowerCase());
  if (format === undefined) {
    complain(shell, message(lang, 'quiz.export.unknown', { got: visible(to), names: FORMATS.join(', ') }));
    return 2;
  }
  const templates = set.templates.filter(({ skill }) => options.skill === null || skill === options.skill);
  if (templates.length === 0) {
    complain(shell, message(lang, options.skill === OWN ? 'quiz.export.own' : 'quiz.nothing'));
    return 1;
  }
  const seed = options.seed ?? newSeed();
  const count = options.count === null ? COUNT : Number(options.count);
  const drawn = Array.from({ length: count }, (_, index) => exportedQuestion(drawQuestion(templates[index % templates.length]!, `${seed}-${index + 1}`, printTool), lang));
  const questions = format === 'gift' ? drawn.filter((question) => fitsGift(question, (what) => complain(shell, message(lang, 'quiz.export.refused', { question: question.id, what })))) : drawn;
  const bySkill = questions.toSorted((a, b) => (a.skill < b.skill ? -1 : a.skill > b.skill ? 1 : 0));
  const text = format === 'gift' ? writeGift(bySkill) : format === 'moodle' ? writeMoodleXml(bySkill) : writeAnki(bySkill, message(lang, 'quiz.export.deck'));
  if (options.out === null) {
    shell.stdout.write(text);
    return 0;
  }
  return writeOut(text, questions.length);

  function writeOut(content: string, n: number): ExitCode {
    const path = options.out!;
    try {
      if (!options.force && nodeFileSystem.readText(path) !== null) {
        complain(shell, message(lang, 'quiz.export.exists', { path: shownPath(path) }));
        return 3;
      }
      nodeFileSystem.writeThrough(path, content);
    } catch (error) {
      complain(shell, message(lang, 'cli.not-written', { file: shownPath(path), code: codeOf(error) }));
      return 3;
    }
    print(shell, message(lang, 'quiz.export.written', { n, path: shownPath(path) }));
    return 0;
  }
}

/** What GIFT cannot hold is refused by name; the rest is written. */
function fitsGift(question: ExportedQuestion, refuse: (what: string) => void): boolean {
  try {
    writeGift([question]);
    return true;
  } catch (error) {
    if (!(error instanceof NotInGift)) throw error;
    refuse(error.what);
    return false;
  }
}
