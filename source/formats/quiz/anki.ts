import type { ExportedQuestion } from './exported-question.ts';
import { escaped } from './moodle-xml.ts';

/**
 * Cards as a text file that Anki 2.1.54 and later read: an id of its own for each note, so that importing again changes
 * the notes and keeps their schedule. Source: docs.ankiweb.net, importing text files.
 */
export function writeAnki(questions: readonly ExportedQuestion[], deck: string): string {
  const rows = questions.map((question) => [`ackademy-${question.id}`, front(question), back(question), [question.skill, ...question.ideas].join(' ')].join('\t'));
  return `${['#separator:Tab', '#html:true', '#notetype:Basic', `#deck:${deck}`, '#guid column:1', '#tags column:4', ...rows].join('\n')}\n`;
}

function front({ stem, lines, kind, answers }: ExportedQuestion): string {
  return [html(stem), ...(lines.length === 0 ? [] : [`<pre>${lines.map(escaped).join('<br>')}</pre>`]), ...(kind === 'choice' ? [`<ul>${answers.map(({ text }) => `<li>${html(text)}</li>`).join('')}</ul>`] : [])].join('');
}

function back({ answers, why, source }: ExportedQuestion): string {
  return `<b>${html(answers.find(({ isRight }) => isRight)!.text)}</b><br>${html(why)}<br><small>${html(source)}</small>`;
}

/** On one line, without tabs. */
function html(text: string): string {
  return escaped(text).replaceAll('\n', '<br>').replaceAll('\t', ' ');
}
