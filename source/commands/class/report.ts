import { join } from 'node:path';
import { classReport, readGraded } from '../../classroom/report.ts';
import { reportPage } from '../../formats/report/report-page.ts';
import { reportTable, reportText } from '../../formats/report/report-text.ts';
import { reportSections, reportSummary, reportTitle, type LevelWords } from '../../formats/report/sections.ts';
import type { Lang } from '../../language.ts';
import { levelById } from '../../level/load.ts';
import { message, say } from '../../message/say.ts';
import { verdictNamed } from '../../referee/reference.ts';
import { visible } from '../../tcp/notation/visible.ts';
import type { ExitCode, Invocation } from '../command.ts';
import { readCourse } from '../course/read-course.ts';
import { languageFor } from '../language-choice.ts';
import { complain, print, printJson } from '../shell.ts';
import { readBytes } from './read-table.ts';
import { writeWhole } from './write-whole.ts';
import { GRADES_JSONL } from './write-grades.ts';

/** Bytes: 10,000 hand-ins take some tens of millions. */
const LARGEST = 400_000_000;

/** `class report FOLDER`: what the class has understood, as text here, and in the folder as a page and a table. By handles: no name is in it. */
export function report(invocation: Invocation, folder: string): ExitCode {
  const { shell, options } = invocation;
  const lang = languageFor(invocation);
  const path = join(folder, GRADES_JSONL);
  const bytes = readBytes(path, LARGEST, lang);
  if (!bytes.ok) {
    complain(shell, bytes.text);
    return 3;
  }
  const read = readGraded(new TextDecoder().decode(bytes.bytes));
  if ('line' in read) {
    complain(shell, message(lang, 'class.report.bad', { file: visible(path, 200), line: read.line }));
    return 3;
  }
  const made = classReport(read);
  if (options.json) {
    printJson(shell, { format: 'ackademy-class-report', version: 1, ...made });
    return 0;
  }
  const sections = reportSections(made, levelWords(lang), lang);
  const [title, summary] = [reportTitle(made, lang), reportSummary(made, lang)];
  const page = join(folder, 'report.html');
  if (!writeWhole(page, reportPage(title, summary, sections, lang), shell, lang) || !writeWhole(join(folder, 'report.csv'), reportTable(sections), shell, lang)) return 3;
  print(shell, reportText(title, summary, sections), message(lang, 'class.report.written', { page: visible(page, 200), table: visible(join(folder, 'report.csv'), 200) }));
  return 0;
}

/** What the levels say, without the numbers that each student had of their own. */
function levelWords(lang: Lang): LevelWords {
  const course = readCourse();
  const text = (level: string, key: string): string => (levelById(course, level)?.texts[lang][key] ?? key).replaceAll(/\{[\w.-]+\}/g, '...');
  return {
    title: (level) => levelById(course, level)?.title[lang] ?? '',
    question: (level, id) => text(level, `predict.${id}`),
    verdict: (name) => {
      const said = say(lang, verdictNamed(name));
      return name === '-' || said.startsWith('<') ? '' : said;
    },
    answer: (level, id, key) => `${key}: ${text(level, `predict.${id}.${key}`)}`,
  };
}
