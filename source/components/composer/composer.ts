import { ACK, FIN, PSH, RST, SYN, URG, has, type Flags } from '../../tcp/flags.ts';
import { formatIp, parseIp } from '../../tcp/address.ts';
import { parseFormula } from '../../tcp/notation/formula.ts';
import type { NotationError } from '../../tcp/notation/notation-error.ts';
import type { TcpOptions } from '../../tcp/options.ts';
import { segment, type Segment } from '../../tcp/segment.ts';

/** Fields of the composer in the order in which Tab goes through them. `flags` is a row of boxes, the options are a box and a value each. */
export const FIELDS = ['src', 'dst', 'flags', 'seq', 'ack', 'win', 'len', 'mss', 'sackOK', 'ts', 'wscale'] as const;
export type FieldName = (typeof FIELDS)[number];
const OPTION_FIELDS = ['mss', 'sackOK', 'ts', 'wscale'] as const;
export type OptionField = (typeof OPTION_FIELDS)[number];

export const FLAG_KEYS: Readonly<Record<'syn' | 'ack' | 'fin' | 'rst' | 'psh' | 'urg', Flags>> = { syn: SYN, ack: ACK, fin: FIN, rst: RST, psh: PSH, urg: URG };

/** What the player has put together so far: texts, because a field may hold a formula or half of one. */
export interface Composer {
  readonly flags: Flags;
  readonly texts: Readonly<Record<Exclude<FieldName, 'flags' | 'sackOK'>, string>>;
  readonly on: Readonly<Record<OptionField, boolean>>;
  readonly at: FieldName;
  /** The text being typed into the field, or null. */
  readonly editing: string | null;
  /** Numbers that the player must give himself: left empty, they are not filled in when it is sent. */
  readonly asks: readonly AskedField[];
  /** The boxes of the options have not been touched: what Linux would send with these flags goes along. */
  readonly autoOptions: boolean;
}

export type AskedField = 'seq' | 'ack';

function endpoint(ip: number | undefined, port: number | undefined): string {
  return ip === undefined ? '' : `${formatIp(ip)}:${port ?? 0}`;
}

/** A composer filled with what the situation gives; empty texts are left to the situation when it is sent, unless the player is asked for them. */
export function composerFrom(template: Partial<Segment>, asks: readonly AskedField[] = []): Composer {
  const { options } = template;
  const number = (value: number | undefined) => (value === undefined ? '' : String(value));
  return {
    flags: template.flags ?? 0,
    texts: {
      src: endpoint(template.srcIp, template.srcPort),
      dst: endpoint(template.dstIp, template.dstPort),
      seq: number(template.seq),
      ack: number(template.ack),
      win: number(template.win),
      len: number(template.length ?? 0),
      mss: number(options?.mss ?? 1460),
      ts: options?.ts ? `${options.ts.val}/${options.ts.ecr}` : '0/0',
      wscale: number(options?.wscale ?? 7),
    },
    on: { mss: options?.mss !== undefined, sackOK: options?.sackPermitted === true, ts: options?.ts !== undefined, wscale: options?.wscale !== undefined },
    // Where all but one number is filled in, one begins there.
    at: (template.flags !== undefined ? asks[0] : undefined) ?? 'flags',
    editing: null,
    asks,
    autoOptions: asks.length > 0 && options === undefined,
  };
}

export function isOption(field: FieldName): field is OptionField {
  return (OPTION_FIELDS as readonly string[]).includes(field);
}

/** The field after (or, with -1, before) this one. */
export function neighbour(field: FieldName, step: 1 | -1): FieldName {
  return FIELDS[(FIELDS.indexOf(field) + step + FIELDS.length) % FIELDS.length]!;
}

export interface FieldProblem {
  readonly field: FieldName;
  readonly error: Pick<NotationError, 'column' | 'expected' | 'example' | 'got' | 'nearest'> & { readonly name: NotationError['name'] | 'address/expected' | 'field/asked' };
}

export type Composed = { readonly ok: true; readonly given: Partial<Segment>; readonly preview: Segment } | { readonly ok: false; readonly problem: FieldProblem };

const LIMITS: Readonly<Partial<Record<FieldName, { readonly most: number; readonly name: NotationError['name']; readonly expected: string }>>> = {
  win: { most: 65535, name: 'window/too-big', expected: '0..65535' },
  len: { most: 65455, name: 'length/too-big', expected: '0..65455' },
  mss: { most: 65535, name: 'mss/too-big', expected: '0..65535' },
  wscale: { most: 14, name: 'wscale/too-big', expected: '0..14' },
};

/** The segment that the composer describes. `scope` gives names their values; what was left empty is not in `given`. */
export function compose(composer: Composer, scope: Readonly<Record<string, number>>): Composed {
  const given: { -readonly [K in keyof Segment]?: Segment[K] } = { flags: composer.flags };
  const options: { -readonly [K in keyof TcpOptions]: TcpOptions[K] } = {};
  const texts = composer.editing === null || composer.at === 'flags' || composer.at === 'sackOK' ? composer.texts : { ...composer.texts, [composer.at]: composer.editing };
  let problem: FieldProblem | null = null;
  const value = (field: Exclude<FieldName, 'flags' | 'sackOK'>, text: string): number | undefined => {
    if (problem) return undefined;
    if (text.trim() === '') {
      // A formula as an example would be the answer.
      if (composer.asks.some((asked) => asked === field)) problem = { field, error: { name: 'field/asked', column: 1, expected: field, example: field === 'seq' ? '1000' : '5001', got: '', nearest: null } };
      return undefined;
    }
    const result = parseFormula(text, scope);
    if (!result.ok) {
      problem = { field, error: result.error };
      return undefined;
    }
    const limit = LIMITS[field];
    if (limit && result.value > limit.most) {
      problem = { field, error: { name: limit.name, column: 1, expected: limit.expected, example: String(limit.most), got: String(result.value), nearest: null } };
      return undefined;
    }
    return result.value;
  };
  for (const [field, ip, port] of [['src', 'srcIp', 'srcPort'], ['dst', 'dstIp', 'dstPort']] as const) {
    const text = texts[field].trim();
    if (text === '') continue;
    const [, address = '', number = ''] = /^([\d.]+)[:.](\d{1,5})$/.exec(text) ?? [];
    const parsed = parseIp(address);
    if (parsed === null || Number(number) > 65535) {
      problem ??= { field, error: { name: 'address/expected', column: 1, expected: 'ADDRESS:PORT', example: '10.0.0.5:40112', got: text, nearest: null } };
      continue;
    }
    given[ip] = parsed;
    given[port] = Number(number);
  }
  const seq = value('seq', texts.seq);
  const ack = has(composer.flags, ACK) ? value('ack', texts.ack) : undefined;
  const win = value('win', texts.win);
  const length = value('len', texts.len);
  if (seq !== undefined) given.seq = seq;
  if (ack !== undefined) given.ack = ack;
  if (win !== undefined) given.win = win;
  if (length !== undefined) given.length = length;
  if (composer.on.mss) options.mss = value('mss', texts.mss) ?? 1460;
  if (composer.on.sackOK) options.sackPermitted = true;
  if (composer.on.wscale) options.wscale = value('wscale', texts.wscale) ?? 0;
  if (composer.on.ts) {
    const [val = '', ecr = ''] = texts.ts.split('/');
    options.ts = { val: value('ts', val) ?? 0, ecr: value('ts', ecr) ?? 0 };
  }
  if (problem) return { ok: false, problem };
  if (!composer.autoOptions) given.options = options;
  const preview = segment({ srcIp: 0, srcPort: 0, dstIp: 0, dstPort: 0, flags: 0, ...given });
  return { ok: true, given, preview };
}
