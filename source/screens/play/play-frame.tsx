import { Box, useCursor } from 'ink';
import type { ReactNode } from 'react';
import { innerWidth } from '../../components/frame.ts';
import { FramedRows } from '../../components/framed-rows.tsx';
import { block, line, paragraph, plainText, span, type Line } from '../../components/line.ts';
import { Rows } from '../../components/rows.tsx';
import { scrolled } from '../../components/scroll.ts';
import type { Words } from '../../components/words.ts';
import { socketRows } from '../../components/socket-panel.ts';
import { screenRows } from '../screen-rows.ts';
import type { Size } from '../size-class.ts';
import { bandOf, type Band } from './band.ts';
import { fieldCursor, typedEnd } from './field-cursor.ts';
import { playFooter } from './play-footer.ts';
import { hexContent } from './hex.ts';
import { layoutOf, smallNotice, type Slot } from './layout.ts';
import { menuNumbers } from './menu-question.ts';
import { detailLines, MenuPanel } from './menu-panel.tsx';
import { goalContent, helpContent, segmentContent, whyContent, type OverlayContent } from './overlays.ts';
import { panelFrame, panelRows, type PanelModel } from './panel-rows.ts';
import { contextOf, panelNumber, panelsOf } from './panels.ts';
import type { PanelId, PlayState } from './play-state.ts';
import { sysctlContent } from './sysctl-about.ts';
import { titleParts, type ClockState } from './title.ts';

export interface PlayFrameProps {
  readonly model: PanelModel;
  readonly title: string;
  readonly size: Size;
  readonly clock: ClockState | null;
  /** Where keys go: an open field shows the terminal's cursor only then. */
  readonly active?: boolean;
}

/** One frame: title, panels or an overlay, the band, and the footer or the command line. Never more than rows - 1 lines. */
export function PlayFrame({ model, title, size, clock, active = true }: PlayFrameProps): ReactNode {
  const { view, state, words, now } = model;
  const { columns, rows } = size;
  const { setCursorPosition } = useCursor();
  if (columns < 20 || rows < 8) setCursorPosition(undefined);
  if (columns < 20 || rows < 8) return <Rows lines={block(paragraph(words.word('play.too-small'), Math.max(1, columns - 1)), Math.max(1, columns - 1), Math.max(1, rows - 1))} />;
  const band = bandOf(model, innerWidth(columns), clock);
  const layout = layoutOf({
    view,
    focus: state.focus,
    zoom: state.zoom,
    isMending: state.command !== null && state.notice?.bad === true,
    size,
    wanted: remembered((panel, width) => wantedLines(panel, model, width)),
    bandWanted: () => band?.rows.length ?? 0,
  });
  const parts = titleParts(view, title, words, now, clock, columns);
  const [top, bottom] = screenRows({ title: parts.title, titleEnd: parts.end, body: [], footer: playFooter(model) }, { columns, rows: 3 });
  setCursorPosition(active ? (fieldCursor(model, layout, size) ?? undefined) : undefined);
  const command = state.command ? commandLine(PROMPT[state.command.prompt], state.command.text, columns - 1) : null;
  const bodyRows = rows - 3;
  const overlay = state.overlay ? foundIn(overlayContent(model, innerWidth(columns)), state.overlay, words) : null;
  return (
    <Box flexDirection="column" width={columns} height={rows - 1} overflow="hidden">
      <Rows lines={top ? [top] : []} />
      {overlay ? (
        <FramedRows
          frame={{ title: overlay.title, note: overlay.note, focused: true }}
          rows={scrolled(overlay.rows, overlay.scroll, bodyRows - 2, (n) => words.word('play.more', { n }))}
          width={columns}
          height={bodyRows}
        />
      ) : layout.class === 'small' ? (
        <Small model={model} size={size} height={bodyRows} band={band} />
      ) : (
        <>
          <Box height={bodyRows - layout.band}>
            <Column slots={layout.left} model={model} />
            {layout.right.length > 0 ? <Column slots={layout.right} model={model} /> : null}
          </Box>
          {band && layout.band > 0 ? (
            <FramedRows frame={band.frame} rows={scrolled(band.rows, 0, layout.band - 2, () => band.more)} width={columns} height={layout.band} />
          ) : null}
        </>
      )}
      <Rows lines={command ? [command] : bottom ? [bottom] : []} />
    </Box>
  );
}

const PROMPT = { command: ':', find: '/', paste: '=' } as const;

/** The line that is typed at the bottom; of a long one, its end. */
function commandLine(prompt: string, text: string, width: number): Line {
  const shown = block([line(span(`${prompt}${typedEnd(text, width - 2)}_`, { bold: true }))], width, 1)[0];
  return shown ?? [];
}

/** The window from where it is scrolled to; where something was looked for, from the place that has it, which is set off. */
function foundIn({ title, rows }: OverlayContent, { scroll, sought = '', found = 0 }: NonNullable<PlayState['overlay']>, words: Words): OverlayContent & { readonly note: string; readonly scroll: number } {
  const close = words.word('play.help.close');
  if (sought === '') return { title, rows, note: close, scroll };
  const places = rows.flatMap((row, y) => (plainText(row).toLowerCase().includes(sought.toLowerCase()) ? [y] : []));
  if (places.length === 0) return { title, rows, note: words.word('play.find.none', { text: sought }), scroll };
  const index = ((found % places.length) + places.length) % places.length;
  const at = places[index]!;
  const shown = rows.map((row, y) => (y === at ? row.map((part) => ({ ...part, style: { ...part.style, inverse: true } })) : row));
  return { title, rows: shown, note: words.word('play.find.in-window', { n: index + 1, of: places.length, text: sought }), scroll: Math.max(0, at - 2) };
}

function overlayContent(model: PanelModel, width: number): OverlayContent {
  const { state, view, words } = model;
  switch (state.overlay?.kind) {
    case 'goal':
      return goalContent(model, width);
    case 'why':
      return whyContent(model, width);
    case 'sysctl':
      return sysctlContent(model, width);
    case 'segment':
    case 'hex': {
      const entry = view.world.ladder.find((one) => one.kind === 'segment' && one.n === state.segment);
      if (entry?.kind === 'segment' && state.overlay.kind === 'hex') return hexContent(entry, words, width);
      return entry?.kind === 'segment' ? segmentContent(entry, model, width) : goalContent(model, width);
    }
    case 'help':
    case undefined:
      return helpContent(contextOf({ ...state, overlay: null }), words, width, model.keys);
  }
}

/** The layout asks the same several times in a frame. */
function remembered(count: (panel: PanelId, width: number) => number): typeof count {
  const known = new Map<string, number>();
  return (panel, width) => {
    const key = `${panel} ${width}`;
    const lines = known.get(key) ?? count(panel, width);
    known.set(key, lines);
    return lines;
  };
}

/** Lines that a panel would like inside its borders; of sockets, in a window that is not roomy, those of their tightest form. */
function wantedLines(panel: PanelId, model: PanelModel, width: number): number {
  if (panel === 'sockets' && width < 36) return socketRows(model.view.world.sockets, model.words, innerWidth(width), 0).length;
  if (panel === 'move' && !model.state.composing) return model.view.choices.length + 1 + detailLines(model, width) + menuNumbers(model.view, model.words, innerWidth(width)).length;
  return panelRows(panel, model, { width: innerWidth(width), height: panel === 'move' ? 11 : 60 }).length;
}

function Column({ slots, model }: { readonly slots: readonly Slot[]; readonly model: PanelModel }): ReactNode {
  return (
    <Box flexDirection="column" width={slots[0]?.width ?? 0}>
      {slots.map((slot) => (
        <Panel key={slot.panel} slot={slot} model={model} />
      ))}
    </Box>
  );
}

function Panel({ slot, model }: { readonly slot: Slot; readonly model: PanelModel }): ReactNode {
  const { panel, width, height } = slot;
  if (panel === 'move' && !model.state.composing && height >= 3) return <MenuPanel slot={slot} model={model} />;
  const frame = panelFrame(panel, model);
  const rows = panelRows(panel, model, { width: innerWidth(width, frame.flush), height: height - 2 });
  return <FramedRows frame={frame} rows={rows} width={width} height={height} />;
}

interface SmallProps {
  readonly model: PanelModel;
  readonly size: Size;
  readonly height: number;
  readonly band: Band | null;
}

/** A small window: tabs, one panel, and the first line of what the band would say. */
function Small({ model, size, height, band }: SmallProps): ReactNode {
  const { view, state, words } = model;
  const { columns } = size;
  const tabs: Line = panelsOf(view).flatMap((panel) => {
    const number = panelNumber(panel, view);
    const name = words.word(`panel.${panel}`);
    const text = `${number === null ? '' : `${number} `}${name}`;
    return [panel === state.focus ? span(`[${text}]`, { bold: true }) : { text: ` ${number ?? name} ` }];
  });

  const roomForNotice = smallNotice(height);
  const said = band && state.focus !== 'prediction' ? band.rows : paragraph(words.word('play.small', { columns, rows: size.rows }), columns - 2, { tone: 'unknown' });
  const notice = block(said.slice(0, roomForNotice).map((row): Line => [{ text: ' ' }, ...row]), columns, roomForNotice);
  const panelHeight = height - 1 - roomForNotice;
  const urgent = (state.question || state.notice) && roomForNotice === 0 && band;
  return (
    <>
      <Rows lines={block([tabs], columns, 1)} />
      {urgent ? (
        <FramedRows frame={band.frame} rows={band.rows} width={columns} height={panelHeight} />
      ) : (
        <Panel slot={{ panel: state.focus, width: columns, height: panelHeight }} model={model} />
      )}
      <Rows lines={notice} />
    </>
  );
}
