import { Box } from 'ink';
import type { ReactNode } from 'react';
import { choiceText } from '../../components/choice-text.ts';
import { bottomBorder, innerWidth, topBorder } from '../../components/frame.ts';
import { Sides } from '../../components/framed-rows.tsx';
import { block, paragraph, type Line } from '../../components/line.ts';
import { Menu } from '../../components/menu.tsx';
import { Rows } from '../../components/rows.tsx';
import type { MessageId } from '../../message/say.ts';
import type { SessionView } from '../../referee/session-view.ts';
import type { Slot } from './layout.ts';
import { menuNumbers, menuQuestion } from './menu-question.ts';
import { panelFrame, type PanelModel } from './panel-rows.ts';

/** Why there is nothing to choose: it is over, segments are shown on their way, or this level has no menu. */
function emptyMenu({ phase, mode, decision, canUndo }: Pick<SessionView, 'phase' | 'mode' | 'decision' | 'canUndo'>): MessageId {
  if (phase === 'lost' && !canUndo) return 'play.menu.lost.unmoved';
  if (phase === 'won' || phase === 'lost') return `play.menu.${phase}`;
  if (decision) return 'play.menu.none.asked';
  return phase === 'running' && mode === 'turns' ? 'play.menu.under-way' : 'play.menu.none';
}

/** What a row has no room for: the end of the choice, or all of it where the row says it in another order. It must not look like one more choice. */
export function restOf(whole: string, shown: string): string {
  if (whole === shown) return '';
  return whole.startsWith(shown) ? `... ${whole.slice(shown.length).trim()}` : `= ${whole}`;
}

/** What is asked, also where nothing is offered to choose from. */
function questionRows({ view, words, watching }: PanelModel, width: number, room: number): Line[] {
  const asked = view.decision ? [menuQuestion(view, words, width), ...menuNumbers(view, words, width)] : [];
  if (watching) {
    const { number, of, line: next } = watching;
    const text = next === null ? words.word('play.watching.end', { of }) : words.word('play.watching.step', { number, of, line: next });
    return [...asked, ...paragraph(text, width, { bold: true }), ...paragraph(words.word(next === null ? 'play.watching.end.keys' : 'play.watching.keys'), width)].slice(0, room);
  }
  if (view.choices.length === 0) return [...asked, ...paragraph(words.word(emptyMenu(view)), width)].slice(0, room);
  if (room <= 2) return [];
  return asked.length === 0 ? [menuQuestion(view, words, width)] : asked.slice(0, room > 3 ? 2 : 1);
}

/** What is asked, the choices, and the whole of the highlighted one where it does not fit into its row. */
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
  const choice = view.choices[state.menuIndex];
  const text = choice ? choiceText(choice, words, 500) : '';
  const more = choice ? restOf(text, choiceText(choice, words, inner - 2)) : '';
  const whole = more === '' ? [] : paragraph(more, inner - 4, { tone: 'unknown' }).slice(0, spare);
  const inside = (lines: readonly Line[]): Line[] => block(lines, inner, lines.length).map((row): Line => [{ text: ' ' }, ...row]);
  const below = whole.map((row): Line => [{ text: '    ' }, ...row]);
  while (below.length < spare) below.push([]);
  return (
    <>
      <Rows lines={[topBorder(frame, width, theme.glyphs)]} />
      <Sides focused={frame.focused ?? false} height={room}>
        <Box flexDirection="column" width={width - 2}>
          <Rows lines={inside(question)} />
          {view.choices.length > 0 ? (
            <Box height={limit} paddingLeft={1}>
              <Menu items={view.choices.map((one) => ({ label: choiceText(one, words, inner - 2), value: one.id }))} index={state.menuIndex} limit={limit} width={inner} />
            </Box>
          ) : null}
          <Rows lines={inside(below)} />
        </Box>
      </Sides>
      <Rows lines={[bottomBorder(frame.focused ?? false, width, theme.glyphs)]} />
    </>
  );
}
