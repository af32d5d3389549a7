import type { ExportedAnswer, ExportedQuestion } from './exported-question.ts';

/** Questions in Moodle XML, with a category for each skill and the ideas as tags. Source: docs.moodle.org, Moodle XML format. */
export function writeMoodleXml(questions: readonly ExportedQuestion[]): string {
  let category: string | null = null;
  const parts = questions.flatMap((question) => {
    const heading = question.skill === category ? [] : [`  <question type="category">\n    <category><text>$course$/TCP/${escaped(question.skill)}</text></category>\n  </question>`];
    category = question.skill;
    return [...heading, one(question)];
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n${parts.join('\n')}\n</quiz>\n`;
}

const TYPES = { choice: 'multichoice', line: 'multichoice', number: 'numerical', text: 'shortanswer' } as const;

function one({ id, stem, lines, kind, answers, why, source, skill, ideas }: ExportedQuestion): string {
  const body = lines.length === 0 ? paragraph(stem) : `${paragraph(stem)}<pre>${lines.map(escaped).join('\n')}</pre>`;
  return [
    `  <question type="${TYPES[kind]}">`,
    `    <name><text>${escaped(id)}</text></name>`,
    `    <questiontext format="html"><text>${cdata(body)}</text></questiontext>`,
    `    <generalfeedback format="html"><text>${cdata(paragraph(why) + paragraph(source))}</text></generalfeedback>`,
    '    <defaultgrade>1.0</defaultgrade>',
    '    <penalty>0.3333333</penalty>',
    `    <idnumber>${escaped(id)}</idnumber>`,
    // Lines bear their numbers, in their order.
    ...(isChosen(kind) ? ['    <single>true</single>', `    <shuffleanswers>${kind === 'choice'}</shuffleanswers>`, `    <answernumbering>${kind === 'choice' ? 'abc' : 'none'}</answernumbering>`] : []),
    ...(kind === 'text' ? ['    <usecase>0</usecase>'] : []),
    ...answers.map((answer) => answerXml(answer, kind)),
    `    <tags>${[skill, ...ideas].map((tag) => `<tag><text>${escaped(tag)}</text></tag>`).join('')}</tags>`,
    '  </question>',
  ].join('\n');
}

function isChosen(kind: ExportedQuestion['kind']): boolean {
  return kind === 'choice' || kind === 'line';
}

function answerXml({ text, isRight, feedback }: ExportedAnswer, kind: ExportedQuestion['kind']): string {
  return [
    `    <answer fraction="${isRight ? 100 : 0}" format="${isChosen(kind) ? 'html' : 'plain_text'}">`,
    `      <text>${isChosen(kind) ? cdata(paragraph(text)) : escaped(text)}</text>`,
    `      <feedback format="html"><text>${cdata(feedback === '' ? '' : paragraph(feedback))}</text></feedback>`,
    ...(kind === 'number' ? ['      <tolerance>0</tolerance>'] : []),
    '    </answer>',
  ].join('\n');
}

/** HTML of a paragraph of plain text. */
function paragraph(text: string): string {
  return `<p>${escaped(text).replaceAll('\n', '<br>')}</p>`;
}

function cdata(html: string): string {
  return `<![CDATA[${html.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
