import { Box, useInput, useStdout } from 'ink';
import { useCallback, useMemo, useRef, useState, type ReactNode } from 'react';
import { choiceText } from '../../components/choice-text.ts';
import { bottomBorder, framed, innerWidth, topBorder } from '../../components/frame.ts';
import { block, line, paragraph, span, type Line } from '../../components/line.ts';
import { Menu } from '../../components/menu.tsx';
import { Row, Rows } from '../../components/rows.tsx';
import { scrolled } from '../../components/scroll.ts';
import { wordsFor } from '../../components/words.ts';
import { pressesOf } from '../../keys.ts';
import type { Lang } from '../../language.ts';
import type { LevelTexts } from '../../message/say.ts';
import type { SessionView } from '../../referee/session-view.ts';
import { createTheme, ThemeProvider, type ThemeName } from '../../theme.tsx';
import type { Ms } from '../../time.ts';
import type { Move } from '../../world/move.ts';
import { footerKeys, screenRows } from '../screen-rows.ts';
import type { Size } from '../size-class.ts';
import { bandOf, type Band } from './band.ts';
import { copySequence } from './clipboard.ts';
import { layoutOf, type Slot } from './layout.ts';
import { menuQuestion } from './menu-question.ts';
import { goalContent, helpContent, segmentContent, whyContent, type OverlayContent } from './overlays.ts';
import { panelFrame, panelRows, type PanelModel } from './panel-rows.ts';
import { contextOf, panelNumber, panelsOf } from './panels.ts';
import { PLAY_KEYS } from './play-keys.ts';
import { INITIAL_PLAY_STATE, type PanelId } from './play-state.ts';
import { press, synced, type Effect } from './press.ts';
import { titleParts, type ClockState } from './title.ts';

export interface PlayScreenProps {
  readonly view: SessionView;
  readonly title: string;
  readonly levelTexts?: LevelTexts;
  readonly lang: Lang;
  readonly size: Size;
  readonly ascii?: boolean;
  readonly color?: boolean;
  readonly theme?: ThemeName;
  readonly reduceMotion?: boolean;
  /** Virtual time to draw, while what happened since the last move is shown passing; the view's own time when not given. */
  readonly frameTime?: Ms;
  /** The clock of a live level; null where time runs with the moves. */
  readonly clock?: ClockState | null;
  /** Where keys go: false while another screen lies above. */
  readonly active?: boolean;
  readonly onMove: (move: Move) => void;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
  readonly onHint: () => void;
  readonly onLeave: () => void;
  readonly onLanguage: () => void;
  readonly onReport: () => void;
  readonly onRestart: () => void;
  readonly onClock?: (command: 'run' | 'pause' | 'slower') => void;
  /** Ctrl-C, Ctrl-Z and Ctrl-L: the owner of the terminal acts. */
  readonly onQuit?: () => void;
  readonly onSuspend?: () => void;
  readonly onRedraw?: () => void;
  /** Instead of the terminal's own clipboard sequence. */
  readonly onCopy?: (text: string) => void;
}

/** The play screen: a pure drawing of a session and of what the keys have changed of the screen alone. */
export function PlayScreen(props: PlayScreenProps): ReactNode {
  const { view, lang, size, levelTexts, ascii = false, color = true, reduceMotion = false } = props;
  const themeName = props.theme ?? 'terminal';
  const theme = useMemo(() => createTheme({ name: themeName, color, ascii, reduceMotion }), [themeName, color, ascii, reduceMotion]);
  const words = useMemo(() => wordsFor(lang, levelTexts), [lang, levelTexts]);
  const [stored, setStored] = useState(INITIAL_PLAY_STATE);
  const state = useMemo(() => synced(stored, view), [stored, view]);
  // Several keys may come before the next frame: each acts on the state that the one before it left.
  const latest = useRef({ state, props });
  latest.current = { state, props };
  const { stdout } = useStdout();
  const run = useCallback((effect: Effect, now: PlayScreenProps) => runEffect(effect, now, (text) => stdout.write(text)), [stdout]);
  useInput(
    (input, key) => {
      for (const pressed of pressesOf(input, key)) {
        const { state: before, props: now } = latest.current;
        const { state: after, effects } = press(before, pressed, { view: now.view, lang: now.lang });
        latest.current = { state: after, props: now };
        setStored(after);
        for (const effect of effects) run(effect, now);
      }
    },
    { isActive: props.active ?? true },
  );
  const now = props.frameTime ?? view.world.now;
  const model: PanelModel = { view, state, words, theme, now };
  return (
    <ThemeProvider theme={theme}>
      <PlayFrame model={model} title={props.title} size={size} clock={props.clock ?? null} />
    </ThemeProvider>
  );
}

function runEffect(effect: Effect, props: PlayScreenProps, write: (text: string) => void): void {
  switch (effect.kind) {
    case 'move':
      return props.onMove(effect.move);
    case 'undo':
      return props.onUndo();
    case 'redo':
      return props.onRedo();
    case 'hint':
      return props.onHint();
    case 'leave':
      return props.onLeave();
    case 'language':
      return props.onLanguage();
    case 'report':
      return props.onReport();
    case 'restart':
      return props.onRestart();
    case 'clock':
      return props.onClock?.(effect.command);
    case 'quit':
      return props.onQuit?.();
    case 'suspend':
      return props.onSuspend?.();
    case 'redraw':
      return props.onRedraw?.();
    case 'copy':
      return props.onCopy ? props.onCopy(effect.text) : write(copySequence(effect.text));
  }
}

interface PlayFrameProps {
  readonly model: PanelModel;
  readonly title: string;
  readonly size: Size;
  readonly clock: ClockState | null;
}

/** One frame: title, panels or an overlay, the band, and the footer or the command line. Never more than rows - 1 lines. */
function PlayFrame({ model, title, size, clock }: PlayFrameProps): ReactNode {
  const { view, state, words, theme, now } = model;
  const { glyphs } = theme;
  const { columns, rows } = size;
  if (columns < 20 || rows < 8) return <Rows lines={block(paragraph(words.word('play.too-small'), Math.max(1, columns - 1)), Math.max(1, columns - 1), Math.max(1, rows - 1))} />;
  const band = bandOf(model, innerWidth(columns));
  const layout = layoutOf({
    view,
    focus: state.focus,
    zoom: state.zoom,
    size,
    wanted: (panel, width) => wantedLines(panel, model, width),
    bandWanted: () => band?.rows.length ?? 0,
  });
  const context = contextOf(state);
  const parts = titleParts(view, title, words, now, clock, columns >= 100);
  const [top, bottom] = screenRows({ title: parts.title, titleEnd: parts.end, body: [], footer: footerKeys(PLAY_KEYS, context, words.lang) }, { columns, rows: 3 });
  const command = state.command ? commandLine(state.command.text, columns - 1) : null;
  const bodyRows = rows - 3;
  const overlay = state.overlay ? overlayContent(model, innerWidth(columns)) : null;
  return (
    <Box flexDirection="column" width={columns} height={rows - 1} overflow="hidden">
      <Rows lines={top ? [top] : []} />
      {overlay ? (
        <Rows
          lines={framed(
            { title: overlay.title, note: words.word('play.help.close'), focused: true },
            scrolled(overlay.rows, state.overlay?.scroll ?? 0, bodyRows - 2, (n) => words.word('play.more', { n })),
            columns,
            bodyRows,
            glyphs,
          )}
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
            <Rows lines={framed(band.frame, scrolled(band.rows, 0, layout.band - 2, () => words.word('play.band.more')), columns, layout.band, glyphs)} />
          ) : null}
        </>
      )}
      <Rows lines={command ? [command] : bottom ? [bottom] : []} />
    </Box>
  );
}

function commandLine(text: string, width: number): Line {
  const shown = block([line(span(`:${text}_`, { bold: true }))], width, 1)[0];
  return shown ?? [];
}

function overlayContent(model: PanelModel, width: number): OverlayContent {
  const { state, view, words } = model;
  switch (state.overlay?.kind) {
    case 'goal':
      return goalContent(model, width);
    case 'why':
      return whyContent(model, width);
    case 'segment': {
      const entry = view.world.ladder.find((one) => one.kind === 'segment' && one.n === state.segment);
      return entry?.kind === 'segment' ? segmentContent(entry, model, width) : goalContent(model, width);
    }
    case 'help':
    case undefined:
      return helpContent(contextOf({ ...state, overlay: null }), words, width);
  }
}

/** Lines that a panel would like inside its borders. */
function wantedLines(panel: PanelId, model: PanelModel, width: number): number {
  if (panel === 'move' && !model.state.composing) return model.view.choices.length + 1 + (model.view.choices.length > 0 ? 2 : 0);
  return panelRows(panel, model, { width: innerWidth(width), height: panel === 'move' ? 8 : 60 }).length;
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
  return <Rows lines={framed(frame, rows, width, height, model.theme.glyphs)} />;
}

/** What is asked, the choices, and the whole of the highlighted one where it does not fit into its row. */
function MenuPanel({ slot, model }: { readonly slot: Slot; readonly model: PanelModel }): ReactNode {
  const { width, height } = slot;
  const { view, state, words, theme } = model;
  const inner = innerWidth(width);
  const room = height - 2;
  const question = view.choices.length === 0 ? paragraph(words.word('play.menu.none'), inner).slice(0, room) : room > 2 ? [menuQuestion(view, words, inner)] : [];
  const limit = Math.max(1, Math.min(view.choices.length, room - question.length));
  const place = limit < view.choices.length ? { note: `${state.menuIndex + 1}/${view.choices.length}` } : {};
  const frame = { ...panelFrame('move', model), ...place };
  const side = { text: (frame.focused ? theme.glyphs.double : theme.glyphs.single).down, ...(frame.focused ? { style: { bold: true } } : {}) };
  const spare = room - question.length - (view.choices.length === 0 ? 0 : limit);
  const choice = view.choices[state.menuIndex];
  const text = choice ? choiceText(choice, words, 500) : '';
  const whole = choice && text !== choiceText(choice, words, inner - 2) ? paragraph(text, inner - 2, { tone: 'unknown' }).slice(0, spare) : [];
  const inSides = (lines: readonly Line[]): Line[] => block(lines, inner, lines.length).map((row) => [side, { text: ' ' }, ...row, side]);
  const below = [...whole.map((row): Line => [{ text: '  ' }, ...row])];
  while (below.length < spare) below.push([]);
  const sides: Line[] = Array.from({ length: limit }, () => [side]);
  return (
    <>
      <Rows lines={[topBorder(frame, width, theme.glyphs), ...inSides(question)]} />
      {view.choices.length > 0 ? (
        <Box height={limit}>
          <Box flexDirection="column" width={2}>
            <Rows lines={sides.map((row) => [...row, { text: ' ' }])} />
          </Box>
          <Menu items={view.choices.map((one) => ({ label: choiceText(one, words, inner - 2), value: one.id }))} index={state.menuIndex} limit={limit} width={inner} />
          <Box flexDirection="column" width={1}>
            <Rows lines={sides} />
          </Box>
        </Box>
      ) : null}
      <Rows lines={[...inSides(below), bottomBorder(frame.focused ?? false, width, theme.glyphs)]} />
    </>
  );
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

  const roomForNotice = height >= 8 ? 2 : height >= 6 ? 1 : 0;
  const said = band && state.focus !== 'prediction' ? band.rows : paragraph(words.word('play.small', { columns, rows: size.rows }), columns - 2, { tone: 'unknown' });
  const notice = block(said.slice(0, roomForNotice).map((row): Line => [{ text: ' ' }, ...row]), columns, roomForNotice);
  const panelHeight = height - 1 - roomForNotice;
  const urgent = (state.question || state.notice) && roomForNotice === 0 && band;
  return (
    <>
      <Rows lines={block([tabs], columns, 1)} />
      {urgent ? (
        <Rows lines={framed(band.frame, band.rows, columns, panelHeight, model.theme.glyphs)} />
      ) : (
        <Panel slot={{ panel: state.focus, width: columns, height: panelHeight }} model={model} />
      )}
      <Rows lines={notice} />
    </>
  );
}

