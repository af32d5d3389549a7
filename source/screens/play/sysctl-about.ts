import { padded } from '../../components/cells.ts';
import { EMPTY_LINE, line, paragraph, span, type Line } from '../../components/line.ts';
import { DEFAULT_PROFILE, isProfile, MEASURED_PROFILE, profileOf } from '../../kernel/profile.ts';
import { sysctlName, type SysctlName } from '../../kernel/sysctl.ts';
import type { MessageId } from '../../message/say.ts';
import type { OverlayContent } from './overlays.ts';
import type { PanelModel } from './panel-rows.ts';
import { sysctlsOf } from './panels.ts';

type Unit = 'switch' | 'mode' | 'retries' | 'requests' | 'connections' | 'sockets' | 'answers' | 'seconds' | 'ms';

/** In what a sysctl counts, and the kernel function that reads it. `memory`: the default follows the memory of the machine. */
interface About {
  readonly unit: Unit;
  readonly source: string;
  readonly memory?: true;
  /** The kernel in which it is there, when 6.18 no longer has it. */
  readonly tree?: string;
}

const ABOUT: Readonly<Record<SysctlName, About>> = {
  tcp_syncookies: { unit: 'mode', source: 'net/ipv4/tcp_input.c tcp_syn_flood_action()' },
  tcp_max_syn_backlog: { unit: 'requests', source: 'net/ipv4/tcp_input.c tcp_conn_request()', memory: true },
  tcp_synack_retries: { unit: 'retries', source: 'net/ipv4/inet_connection_sock.c reqsk_timer_handler()' },
  tcp_syn_retries: { unit: 'retries', source: 'net/ipv4/tcp_timer.c tcp_write_timeout()' },
  tcp_syn_linear_timeouts: { unit: 'retries', source: 'net/ipv4/tcp_timer.c tcp_retransmit_timer()' },
  tcp_abort_on_overflow: { unit: 'switch', source: 'net/ipv4/tcp_minisocks.c tcp_check_req()' },
  somaxconn: { unit: 'connections', source: 'net/socket.c __sys_listen()' },
  tcp_timestamps: { unit: 'mode', source: 'net/core/secure_seq.c secure_tcp_seq_and_ts_off()' },
  tcp_sack: { unit: 'switch', source: 'net/ipv4/tcp_output.c tcp_syn_options()' },
  tcp_window_scaling: { unit: 'switch', source: 'net/ipv4/tcp_output.c tcp_syn_options()' },
  tcp_rfc1337: { unit: 'switch', source: 'net/ipv4/tcp_minisocks.c tcp_timewait_state_process()' },
  tcp_tw_reuse: { unit: 'mode', source: 'net/ipv4/tcp_ipv4.c tcp_twsk_unique()' },
  tcp_tw_reuse_delay: { unit: 'ms', source: 'net/ipv4/tcp_ipv4.c tcp_twsk_unique()' },
  tcp_max_tw_buckets: { unit: 'sockets', source: 'net/ipv4/inet_timewait_sock.c inet_twsk_alloc()', memory: true },
  tcp_fin_timeout: { unit: 'seconds', source: 'include/net/tcp.h tcp_fin_time()' },
  tcp_orphan_retries: { unit: 'retries', source: 'net/ipv4/tcp_timer.c tcp_orphan_retries()' },
  tcp_retries2: { unit: 'retries', source: 'net/ipv4/tcp_timer.c tcp_write_timeout()' },
  tcp_tw_recycle: { unit: 'switch', source: 'net/ipv4/tcp_ipv4.c tcp_v4_conn_request()', tree: '3.10' },
  tcp_invalid_ratelimit: { unit: 'ms', source: 'net/ipv4/tcp_input.c tcp_oow_rate_limited()' },
  tcp_challenge_ack_limit: { unit: 'answers', source: 'net/ipv4/tcp_input.c tcp_send_challenge_ack()' },
};

/** What the selected sysctl is: its value, its default, its unit, the values that the kernel takes, and where that is written. */
export function sysctlContent({ view, state, words }: PanelModel, width: number): OverlayContent {
  const sysctls = sysctlsOf(view);
  const sysctl = sysctls[Math.min(state.sysctl.index, sysctls.length - 1)];
  const name = sysctl ? sysctlName(sysctl.name) : null;
  if (!sysctl || name === null) return { title: words.word('panel.sysctl'), rows: [line(words.word('panel.sysctl.none'))] };
  const spec = profileOf(isProfile(view.kernel) ? view.kernel : DEFAULT_PROFILE).sysctls[name];
  const { unit, source, memory, tree = MEASURED_PROFILE } = ABOUT[name];
  const field = (label: MessageId, value: string): Line[] => paragraph(value, Math.max(8, width - 10)).map((row, i) => [span(padded(i === 0 ? words.word(label) : '', 10), { tone: 'unknown' }), ...row]);
  return {
    title: words.word('sysctl.title', { name: sysctl.name, host: sysctl.host }),
    rows: [
      ...paragraph(words.word(`sysctl.${name}`), width),
      EMPTY_LINE,
      ...field('sysctl.value', sysctl.value),
      ...field('sysctl.default', memory ? words.word('sysctl.memory', { default: spec.default }) : String(spec.default)),
      ...field('sysctl.unit', words.word(`sysctl.unit.${unit}`)),
      ...field('sysctl.range', words.word('sysctl.range-of', { min: spec.min, max: spec.max })),
      ...field('sysctl.source', `Linux ${tree} ${source}`),
      EMPTY_LINE,
      ...paragraph(words.word(sysctl.editable ? 'sysctl.editable' : 'sysctl.locked'), width, { tone: 'unknown' }),
    ],
  };
}
