import type { Ms } from '../../time.ts';
import { visible } from '../../tcp/notation/visible.ts';
import { problem, read, type Read } from './problem.ts';

/** The longest single wait: ten days of virtual time, far beyond every level's horizon. */
export const LONGEST_WAIT: Ms = 864_000_000;

const UNITS: Readonly<Record<string, Ms>> = { ms: 1, 毫秒: 1, s: 1000, 秒: 1000, m: 60_000, min: 60_000, 分钟: 60_000 };

/** `3s`, `250 ms`, `1.5s`, `2min`. A number without a unit is refused: it has been taken for both. */
export function parseDuration(text: string): Read<Ms> {
  const match = /^(\d{1,12}(?:\.\d{1,6})?) ?(ms|s|m|min|毫秒|秒|分钟)?$/i.exec(text);
  if (!match) return problem('wait', { got: visible(text) });
  const unit = match[2]?.toLowerCase();
  if (unit === undefined) return problem('wait-unit', { got: visible(text) });
  const ms = Math.round(Number(match[1]) * UNITS[unit]! * 1000) / 1000;
  return ms <= LONGEST_WAIT ? read(ms) : problem('wait-long', { got: visible(text) });
}

export function printDuration(ms: Ms): string {
  return ms >= 1000 && ms % 1000 === 0 ? `${ms / 1000}s` : `${ms}ms`;
}
