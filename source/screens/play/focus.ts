import type { SessionView } from '../../referee/session-view.ts';
import { panelsOf } from './panels.ts';
import type { PanelId, PlayState } from './play-state.ts';

/** Esc: the innermost thing that is open closes; it never leaves the level. */
export function stepBack(state: PlayState, view: SessionView): PlayState {
  if (state.overlay && state.command) return { ...state, command: null };
  if (state.overlay?.sought) return { ...state, overlay: { kind: state.overlay.kind, scroll: state.overlay.scroll } };
  if (state.overlay) return { ...state, overlay: null };
  if (state.question) return { ...state, question: null };
  if (state.command) return { ...state, command: null };
  if (state.sysctl.typing) return { ...state, sysctl: { ...state.sysctl, typing: false } };
  if (state.focus === 'move' && state.composing && state.composer && state.composer.editing !== null) return { ...state, composer: { ...state.composer, editing: null } };
  if (state.found) return { ...state, found: null };
  if (state.zoom) return { ...state, zoom: false };
  if (state.focus === 'move' && state.composing) return { ...state, composing: false };
  if (state.focus === 'ladder' && state.segment !== null) return { ...state, segment: null };
  if (state.focus === 'sysctl' && Object.keys(state.sysctl.pending).length > 0) return { ...state, sysctl: { ...state.sysctl, pending: {} } };
  return { ...state, focus: homeOf(view) };
}

/** The panel in which one acts: the menu, or the question that comes before it. */
export function homeOf(view: SessionView): PanelId {
  return panelsOf(view).includes('prediction') ? 'prediction' : 'move';
}

/** The panel to which Tab leads, or with -1 Shift-Tab. */
export function panelBeside(view: SessionView, focus: PanelId, step: 1 | -1): PanelId {
  const panels = panelsOf(view);
  return panels[(panels.indexOf(focus) + step + panels.length) % panels.length] ?? 'move';
}
