import { flagsText } from '../../tcp/notation/print-tcpdump.ts';
import type { Ms } from '../../time.ts';
import type { Action, EventTime, Expression, Script, ScriptCall, ScriptEvent, ScriptSegment, SegmentOption } from './script.ts';

/** A script as text, an event a line. parseScript gives the same script back, but for the places. */
export function printScript(script: Script): string {
  const lines = [
    ...script.options.map(({ name, value }) => (value === null ? `--${name}` : `--${name}=${value}`)),
    ...(script.init ? [`\`${script.init.text}\``] : []),
    ...script.events.map(printEvent),
    ...(script.cleanup ? [`\`${script.cleanup.text}\``] : []),
  ];
  return `${lines.join('\n')}\n`;
}

export function printEvent({ time, action }: ScriptEvent): string {
  const until = action.kind === 'call' && action.until !== null ? `...${printSeconds(action.until)}` : '';
  return `${printTime(time)}${until} ${printAction(action)}`;
}

/** Seconds with all their digits, at most six behind the point: `0.1`, `12`. */
export function printSeconds(ms: Ms): string {
  return (ms / 1000).toFixed(6).replace(/\.?0+$/, '');
}

export function printTime(time: EventTime): string {
  switch (time.kind) {
    case 'absolute':
      return printSeconds(time.at);
    case 'relative':
      return `+${printSeconds(time.after)}`;
    case 'any':
      return '*';
    case 'absolute-range':
      return `${printSeconds(time.from)}~${printSeconds(time.to)}`;
    case 'relative-range':
      return `+${printSeconds(time.from)}~+${printSeconds(time.to)}`;
  }
}

function printAction(action: Action): string {
  switch (action.kind) {
    case 'segment':
      return printSegment(action);
    case 'call':
      return printCall(action);
    case 'command':
      return `\`${action.text}\``;
    case 'code':
      return `%{ ${action.text} }%`;
    case 'foreign':
      return `${action.direction === 'in' ? '<' : '>'} ${action.text}`;
  }
}

/** `< S 0:0(0) win 1000 <mss 1460>`. */
export function printSegment(segment: ScriptSegment): string {
  return [
    segment.direction === 'in' ? '<' : '>',
    ...(segment.ip === null ? [] : [segment.ip]),
    ...(segment.ports ? [`${segment.ports.src}>${segment.ports.dst}`] : []),
    printFields(segment),
  ].join(' ');
}

/** Flags, numbers and options: `S. 0:0(0) ack 1 <mss 1460>`. Null: not said. */
export function printFields(segment: Pick<ScriptSegment, 'flags' | 'seq' | 'length' | 'ack' | 'win' | 'urg' | 'options'>): string {
  const { flags, seq, length, ack, win, urg, options } = segment;
  const parts = [flagsText(flags, '-'), `${seq}:${(seq + length) >>> 0}(${length})`];
  if (ack !== null) parts.push(`ack ${ack}`);
  if (win !== null) parts.push(`win ${win}`);
  if (urg !== null) parts.push(`urg ${urg}`);
  if (options === 'any') parts.push('<...>');
  else if (options.length > 0) parts.push(`<${options.map(printOption).join(',')}>`);
  return parts.join(' ');
}

export function printOption(option: SegmentOption): string {
  switch (option.kind) {
    case 'mss':
      return `mss ${option.mss}`;
    case 'wscale':
      return `wscale ${option.shift}`;
    case 'ts':
      return `TS val ${option.val} ecr ${option.ecr}`;
    case 'sack':
      return `sack ${option.blocks.map(([left, right]) => `${left}:${right}`).join(' ')}`;
    case 'foreign':
      return option.text;
    default:
      return option.kind;
  }
}

/** `accept(3, ..., ...) = 4`, without its times. */
export function printCall(call: ScriptCall): string {
  const parts = [`${call.name}(${call.args.map(printExpression).join(', ')}) = ${printExpression(call.result)}`];
  if (call.errno !== null) parts.push(call.errno);
  if (call.note !== null) parts.push(`(${call.note})`);
  return parts.join(' ');
}

export function printExpression(expression: Expression): string {
  switch (expression.kind) {
    case 'ellipsis':
      return '...';
    case 'integer':
      return expression.hex ? `0x${expression.value.toString(16)}` : String(expression.value);
    case 'word':
      return expression.name;
    case 'string':
      return `"${expression.text}"${expression.open ? '...' : ''}`;
    case 'or':
      return expression.parts.map(printExpression).join('|');
    case 'list':
      return `[${expression.items.map(printExpression).join(', ')}]`;
    case 'struct':
      return `{${expression.items.map(printExpression).join(', ')}}`;
    case 'apply':
      return `${expression.name}(${expression.args.map(printExpression).join(', ')})`;
    case 'field':
      return `${printExpression(expression.name)}=${printExpression(expression.value)}`;
  }
}
