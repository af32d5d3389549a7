import { sysctlKey } from '../../components/sysctl-panel.ts';
import type { SessionView } from '../../referee/session-view.ts';
import type { SysctlView } from '../../world/view.ts';
import { sysctlsOf } from './panels.ts';
import type { PlayState } from './play-state.ts';
import { move, only, type Pressed } from './pressed.ts';

/** The sysctl on which the keys act. */
export function selectedSysctl(state: PlayState, view: SessionView): SysctlView | undefined {
  return sysctlsOf(view)[state.sysctl.index];
}

/** The value that is being typed, changed. */
export function editedSysctl(state: PlayState, view: SessionView, change: (value: string) => string): PlayState {
  const sysctl = selectedSysctl(state, view);
  if (!sysctl) return state;
  const key = sysctlKey(sysctl);
  return { ...state, sysctl: { ...state.sysctl, pending: { ...state.sysctl.pending, [key]: change(state.sysctl.pending[key] ?? '') } } };
}

/** The field of the value opened. */
export function typingSysctl(state: PlayState, view: SessionView): PlayState {
  const sysctl = selectedSysctl(state, view);
  if (!sysctl?.editable) return state;
  return { ...state, sysctl: { ...state.sysctl, typing: true, pending: { ...state.sysctl.pending, [sysctlKey(sysctl)]: '' } } };
}

/** One step up or down; large values are doubled and halved, so that a queue does not need a thousand keys. */
export function stepped(state: PlayState, view: SessionView, step: 1 | -1): PlayState {
  const sysctl = selectedSysctl(state, view);
  if (!sysctl?.editable) return state;
  const key = sysctlKey(sysctl);
  const value = Number(state.sysctl.pending[key] ?? sysctl.value);
  if (!Number.isInteger(value)) return state;
  const next = value >= 64 || (value === 32 && step === 1) ? (step === 1 ? value * 2 : Math.floor(value / 2)) : value + step;
  const pending = { ...state.sysctl.pending, [key]: String(Math.max(0, next)) };
  if (pending[key] === sysctl.value) delete (pending as Record<string, string>)[key];
  return { ...state, sysctl: { ...state.sysctl, pending } };
}

/** The pending value as a move. */
export function applied(state: PlayState, view: SessionView): Pressed {
  const sysctl = selectedSysctl(state, view);
  if (!sysctl) return only(state);
  const key = sysctlKey(sysctl);
  const { [key]: value, ...rest } = state.sysctl.pending;
  const next: PlayState = { ...state, sysctl: { ...state.sysctl, pending: rest, typing: false } };
  if (value === undefined || value.trim() === '' || value.trim() === sysctl.value) return only(next);
  const hosts = new Set(sysctlsOf(view).map((one) => one.host)).size;
  return move(next, { do: 'sysctl', name: sysctl.name, value: value.trim(), ...(hosts > 1 && { host: sysctl.host }) });
}
