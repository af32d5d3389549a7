import type { PredictionView } from '../referee/session-view.ts';
import { cells } from './cells.ts';
import { line, paragraph, span, type Line } from './line.ts';
import type { Words } from './words.ts';

export interface PredictionAnswer {
  readonly answer: string | null;
  readonly confidence: 1 | 2 | 3 | null;
}

/** Question, options (beside each other where they fit), confidence. The chosen ones are marked `>`, not only by style. */
export function predictionRows(prediction: PredictionView, given: PredictionAnswer, words: Words, width: number): Line[] {
  const options = prediction.options.map((option) => {
    const chosen = option.key === given.answer;
    const text = `${chosen ? '>' : ' '}${option.key} ${words.phrase(option.text)}`;
    return { text, style: chosen ? { bold: true, inverse: true } : undefined };
  });
  const together = options.reduce((sum, option) => sum + cells(option.text) + 2, 0);
  const rows: Line[] = paragraph(words.phrase(prediction.question), width, { bold: true });
  if (together <= width) rows.push(options.flatMap((option) => [option.style ? span(option.text, option.style) : { text: option.text }, { text: '  ' }]));
  else for (const option of options) rows.push(...paragraph(option.text, width, option.style));
  const levels = ([1, 2, 3] as const).flatMap((level) => {
    const chosen = level === given.confidence;
    const text = `${chosen ? '>' : ' '}${level} ${words.word(`play.predict.sure.${level}`)}`;
    return [chosen ? span(text, { bold: true, inverse: true }) : { text }, { text: ' ' }];
  });
  rows.push([{ text: words.word('play.predict.sure') }, { text: ' ' }, ...levels, ...line(` ${words.word(prediction.required ? 'play.predict.keys-required' : 'play.predict.keys')}`)]);
  return rows;
}
