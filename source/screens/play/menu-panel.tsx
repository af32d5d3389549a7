import { Box } from 'ink';
import type { ReactNode } from 'react';
import { cells } from '../../components/cells.ts';
import { choiceDetail } from '../../components/choice-detail.ts';
import { choiceText } from '../../components/choice-text.ts';
import { bottomBorder, innerWidth, topBorder } from '../../components/frame.ts';
import { Sides } from '../../components/framed-rows.tsx';
import { block, EMPTY_LINE, paragraph, type Line } from '../../components/line.ts';
import { Menu, MENU_INDENT } from '../../components/menu.tsx';
import { Rows } from '../../components/rows.tsx';
import type { Words } from '../../components/words.ts';
import type { MessageId } from '../../message/say.ts';
import type { Choice, SessionView } from '../../referee/session-view.ts';
import type { Slot } from './layout.ts';
import { menuNumbers, menuQuestion } from './menu-question.ts';
import { panelFrame, type PanelModel, type Watching } from './panel-rows.ts';

/** Why there is nothing to choose: it is over, segments are shown on their way, or this level has no menu. */
function emptyMenu({ phase, mode, decision, canUndo }: Pick<SessionView, 'phase' | 'mode' | 'decision' | 'canUndo'>, inBranch: boolean): MessageId {
  if (inBranch && (phase === 'won' || phase === 'lost')) return `time.menu.${phase}`;
  if (phase === 'lost' && !canUndo) return 'play.menu.lost.unmoved';
  if (phase === 'won' || phase === 'lost') return `play.menu.${phase}`;
  if (decision) return 'play.menu.none.asked';
  return phase === 'running' && mode === 'turns' ? 'play.menu.under-way' : 'play.menu.none';
}

/** Which step of the model solution comes next, and the keys that lead through it. */
function watchedTexts({ number, of, line: next, asks, plays }: Watching, words: Words, width: number): { readonly step: Line[]; readonly keys: Line[] } {
  if (asks) return { step: paragraph(words.word('play.watching.asks', { number, of }), width, { bold: true }), keys: [] };
  const step = next === null ? words.word('play.watching.end', { of }) : words.word('play.watching.step', { number, of, line: next });
  return { step: paragraph(step, width, { bold: true }), keys: paragraph(words.word(next !== null ? 'play.watching.keys' : plays ? 'play.watching.end.play' : 'play.watching.end.keys'), width) };
}

/** What is asked, also where nothing is offered to choose from. */
function questionRows({ view, words, watching, branch }: PanelModel, width: number, room: number): Line[] {
  const asked = view.decision ? [menuQuestion(view, words, width), ...menuNumbers(view, words, width)] : [];
  if (watching) {
    const { step, keys } = watchedTexts(watching, words, width);
    const told = [...asked, ...step];
    // Half a sentence helps nobody, and the footer names the keys.
    return (told.length + keys.length <= room ? [...told, ...keys] : told).slice(0, room);
  }
  if (view.choices.length === 0) return [...asked, ...paragraph(words.word(emptyMenu(view, branch !== undefined)), width)].slice(0, room);
  if (room <= 2) return [];
  return asked.length === 0 ? [menuQuestion(view, words, width)] : asked.slice(0, room > 3 ? 2 : 1);
}

/** That a row does not say all, where there is room for the mark. */
function marked(text: string, width: number): string {
  return cells(text) + 4 <= width ? `${text} ...` : text;
}

/** Rows below question and choices: those that the longest of all choices goes on in, or what is said of the model solution. */
export function detailLines({ view, words, watching, branch }: PanelModel, width: number): number {
  const inner = innerWidth(width);
  if (watching) return Object.values(watchedTexts(watching, words, inner)).flat().length;
  if (view.choices.length === 0) return paragraph(words.word(emptyMenu(view, branch !== undefined)), inner).length - (view.decision ? 0 : 1);
  return Math.max(0, ...view.choices.map((choice) => choiceDetail(choice, words, choiceText(choice, words, inner - 2, view.choices), { width: inner - MENU_INDENT, height: 3 }, '').length));
}

/** What is asked, the choices, and under the highlighted one what did not fit into its row. */
export function MenuPanel({ slot, model }: { readonly slot: Slot; readonly model: PanelModel }): ReactNode {
  const { width, height } = slot;
  const { view, state, words, theme } = model;
  const inner = innerWidth(width);
  const room = height - 2;
  const question = questionRows(model, inner, room);
  const limit = Math.max(1, Math.min(view.choices.length, room - question.length));
  const place = limit < view.choices.length ? { note: `${state.menuIndex + 1}/${view.choices.length}, ${words.word('play.menu.more', { n: view.choices.length - limit })}` } : {};
  const frame = { ...panelFrame('move', model), ...place };
  const spare = room - question.length - (view.choices.length === 0 ? 0 : limit);
  const rowWidth = inner - 2;
  const choice = view.choices[state.menuIndex];
  const detail = choice ? choiceDetail(choice, words, choiceText(choice, words, rowWidth, view.choices), { width: inner - MENU_INDENT, height: spare }, words.word('play.menu.options')) : [];
  const label = (one: Choice): string => {
    const text = choiceText(one, words, rowWidth, view.choices);
    return one === choice && detail.length === 0 && text !== choiceText(one, words, 500) ? marked(text, rowWidth) : text;
  };
  const inside = (lines: readonly Line[]): Line[] => block(lines, inner, lines.length).map((row): Line => [{ text: ' ' }, ...row]);
  const below: Line[] = Array.from({ length: Math.max(0, spare - detail.length) }, () => EMPTY_LINE);
  return (
    <>
      <Rows lines={[topBorder(frame, width, theme.glyphs)]} />
      <Sides focused={frame.focused ?? false} height={room}>
        <Box flexDirection="column" width={width - 2}>
          <Rows lines={inside(question)} />
          {view.choices.length > 0 ? (
            <Box height={limit + detail.length} paddingLeft={1}>
              <Menu items={view.choices.map((one) => ({ label: label(one), value: one.id }))} index={state.menuIndex} limit={limit} width={inner} detail={detail} />
            </Box>
          ) : null}
          <Rows lines={inside(below)} />
        </Box>
      </Sides>
      <Rows lines={[bottomBorder(frame.focused ?? false, width, theme.glyphs)]} />
    </>
  );
}
