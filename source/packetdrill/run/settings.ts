import { ip, parseIp, type Ip } from '../../tcp/address.ts';
import type { Ms } from '../../time.ts';
import type { ScriptOption } from '../language/script.ts';
import { NotModelled } from './result.ts';
import { SCRIPT_TOLERANCE } from './tolerances.ts';

/** What a script's `--options` decide. Defaults are packetdrill's. */
export interface Settings {
  readonly localIp: Ip;
  readonly remoteIp: Ip;
  /** The port of bind(), and to which segments are put in. */
  readonly bindPort: number;
  /** The port of connect(). */
  readonly connectPort: number;
  readonly mtu: number;
  /** `--mss`: data that are put in count as segments of at most so many bytes; null: as they are. */
  readonly pieces: number | null;
  readonly tolerance: Ms;
  /** Per cent of the time since the previous event; the larger of both counts. */
  readonly tolerancePercent: number;
  /** How long a tick of the timestamps is; 0: their values are not compared. */
  readonly timestampTick: Ms;
  /** Data that the script has in one segment must come in one. */
  readonly strictSegments: boolean;
  /** An echoed timestamp that never was sent is counted from the first one. */
  readonly scalesEchoes: boolean;
}

const DEFAULTS: Settings = {
  localIp: ip('192.168.0.1'),
  remoteIp: ip('192.0.2.1'),
  bindPort: 8080,
  connectPort: 8080,
  mtu: 1500,
  pieces: null,
  tolerance: SCRIPT_TOLERANCE.late,
  tolerancePercent: SCRIPT_TOLERANCE.lateShare * 100,
  timestampTick: 0,
  strictSegments: false,
  scalesEchoes: false,
};

/** Options that change nothing here: how packetdrill prints, and where its packets go. */
const NO_MATTER: ReadonlySet<string> = new Set(['define', 'verbose', 'debug', 'gateway_ip', 'netmask_ip', 'init_scripts', 'speed', 'send_omit_free', 'code_format', 'code_command', 'code_sockopt']);

/** Throws NotModelled for an option that is not known, or asks for something else than IPv4. */
export function settingsOf(options: readonly ScriptOption[]): Settings {
  return options.reduce(withOption, DEFAULTS);
}

function withOption(settings: Settings, option: ScriptOption): Settings {
  const { name, place } = option;
  const value = option.value?.replaceAll('"', '') ?? null;
  const unknown = new NotModelled(`--${name}${value === null ? '' : `=${value}`}`, place);
  const number = Number(value);
  const positive = value !== null && number > 0;
  const address = parseIp(value?.split('/')[0] ?? '');
  if (NO_MATTER.has(name)) return settings;
  switch (name) {
    case 'ip_version':
      if (value !== 'ipv4') throw unknown;
      return settings;
    case 'strict_segments':
      return { ...settings, strictSegments: true };
    case 'tcp_ts_ecr_scaled':
      return { ...settings, scalesEchoes: true };
    case 'local_ip':
    case 'remote_ip':
      if (address === null) throw unknown;
      return { ...settings, [name === 'local_ip' ? 'localIp' : 'remoteIp']: address };
    case 'bind_port':
    case 'connect_port':
      if (!positive || number > 65535) throw unknown;
      return { ...settings, [name === 'bind_port' ? 'bindPort' : 'connectPort']: number };
    case 'mtu':
      if (!positive) throw unknown;
      return { ...settings, mtu: number };
    case 'mss':
      if (!positive) throw unknown;
      return { ...settings, pieces: number };
    case 'tolerance_usecs':
      if (!positive) throw unknown;
      return { ...settings, tolerance: number / 1000 };
    case 'tolerance_percent':
      if (!(number >= 0 && number <= 100)) throw unknown;
      return { ...settings, tolerancePercent: number };
    case 'tcp_ts_tick_usecs':
      if (!(number >= 0 && number <= 1e6)) throw unknown;
      return { ...settings, timestampTick: number / 1000 };
    default:
      throw unknown;
  }
}
