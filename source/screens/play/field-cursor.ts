import { cells } from '../../components/cells.ts';
import { cursorIn, moved, type CursorPlace } from '../../components/cursor.ts';
import { innerWidth } from '../../components/frame.ts';
import { bodyHeight } from '../screen-rows.ts';
import type { Size } from '../size-class.ts';
import { smallNotice, type PlayLayout, type Slot } from './layout.ts';
import { panelRows, type PanelModel } from './panel-rows.ts';
import { contextOf } from './panels.ts';

/** What is typed behind the prompt, its beginning left out where it is too long. */
export function typedEnd(text: string, width: number): string {
  let end = text;
  while (end !== '' && cells(end) > width) end = Array.from(end).slice(1).join('');
  return end;
}

/** Where the terminal's cursor belongs: at the end of the field that is open, so that an input method opens its window there. */
export function fieldCursor(model: PanelModel, layout: PlayLayout, size: Size): CursorPlace | null {
  const { state } = model;
  const context = contextOf(state);
  if (state.command && context === state.command.prompt) return { x: 1 + cells(typedEnd(state.command.text, size.columns - 3)), y: size.rows - 2 };
  if (context !== 'field') return null;
  if (layout.class === 'small') {
    // Tabs stand above the only panel, a notice below it.
    const body = bodyHeight(size);
    return columnCursor([{ panel: state.focus, width: size.columns, height: body - 1 - smallNotice(body) }], 0, 2, model);
  }
  return columnCursor(layout.left, 0, 1, model) ?? columnCursor(layout.right, layout.left[0]?.width ?? 0, 1, model);
}

function columnCursor(slots: readonly Slot[], left: number, top: number, model: PanelModel): CursorPlace | null {
  let y = top;
  for (const { panel, width, height } of slots) {
    if (panel === model.state.focus) return moved(cursorIn(panelRows(panel, model, { width: innerWidth(width), height: height - 2 })), left + 2, y + 1);
    y += height;
  }
  return null;
}
