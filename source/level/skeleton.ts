import type { Role } from './level.ts';

/*
 * What a new level begins with, by role: a small world that works, so that it can be played at once and changed a piece at
 * a time. `{c.NAME}` is a comment in the author's language (message/en/scaffold.ts); TODO in it marks what is his to write.
 */

const HEAD = `# {c.head}
id: {id}
# {c.version}
version: 1
role: {role}
# {c.kernel}
kernel: '6.18'
`;

const KERNEL = `${HEAD}# {c.rows}
rows: [S4]
# {c.misconceptions}
misconceptions: [M01]
# {c.needs}
needs: []
# {c.teaches}
teaches: []
# {c.uses}
uses: []
# {c.fade}
fade: 1
# {c.mirror}
# mirror: first-syn
# {c.minutes}
minutes: 5
# {c.par}
par: 2
# {c.sources}
sources: [F1.17, RFC 9293 3.5, 'tcp_input.c:tcp_rcv_synsent_state_process']

# {c.draw}
draw:
  port: 32768..60999
  iss: 100000..4000000000

# {c.setup}
setup:
  # {c.horizon}
  horizon: 20s
  hosts:
    # {c.decides}
    client: { ip: 10.0.0.5, decides: [answer] }
    # {c.accept}
    server: { ip: 10.0.0.9, listen: [{ port: 80, backlog: 128, accept: never }] }
  link: { delay: 20ms }
  # {c.script}
  script:
    - { at: 0, host: client, act: connect, port: $port, to: 10.0.0.9:80, isn: $iss }

# {c.hide}
hide: [RCV.NXT]

# {c.goals}
goals:
  established: { state: { host: server, is: ESTABLISHED, peerPort: $port } }

# {c.idea}
idea: { state: { host: client, is: ESTABLISHED } }

# {c.lose}
lose:
  refused:
    rule: F1.29
    holds: { returned: { host: client, call: connect, errno: ECONNREFUSED } }

# {c.predictions}
predictions:
  who-first:
    before: { pending: { host: client, flags: S. } }
    settles: { state: { host: client, is: ESTABLISHED } }
    options:
      a: { holds: { queue: { host: server, name: accept, atMost: 0 } } }
      b: { holds: { queue: { host: server, name: accept, atLeast: 1 } } }

# {c.hints}
hints:
  gone: { when: { returned: { host: client, call: connect, errno: ECONNREFUSED } }, deadEnd: true }
  syn: { when: { pending: { host: client, call: connect } } }
  ack: { when: { pending: { host: client, flags: S. } } }
  else: {}

# {c.solution}
solution:
  - S seq $iss
  - . seq SEG.ACK ack SEG.SEQ+1

# {c.alternatives}
alternatives:
  - [S seq $iss, P. seq SEG.ACK ack SEG.SEQ+1 data "hello"]

# {c.mistakes}
mistakes:
  syn-not-counted: { moves: [S seq $iss, . seq SEG.ACK ack SEG.SEQ], verdict: syn-sent/ack-without-the-syn, misconception: M01 }
  silence: { moves: [S seq $iss, silent], verdict: syn-sent/syn-ack-unanswered }
`;

const ATTACKER = `${HEAD}# {c.rows}
rows: [S25]
# {c.misconceptions}
misconceptions: [M08]
# {c.needs}
needs: []
# {c.teaches}
teaches: []
# {c.uses}
uses: []
# {c.fade}
fade: 1
# {c.mirror}
# mirror: first-syn
# {c.minutes}
minutes: 5
# {c.par}
par: 3
# {c.sources}
sources: [F11.1, RFC 5961 3.2, 'tcp_input.c:tcp_validate_incoming']

# {c.draw}
draw:
  port: 32768..60999
  next: 1000000..4000000000
  ahead: 1000..20000

# {c.setup}
setup:
  # {c.horizon}
  horizon: 20s
  hosts:
    client: { ip: 10.0.0.5 }
    server: { ip: 10.0.0.9, listen: [{ port: 80 }] }
    # {c.you}
    attacker: { ip: 10.0.0.66, you: true }
  link: { delay: 20ms }
  # {c.connections}
  connections:
    - a: { host: client, port: $port, state: ESTABLISHED, sndNxt: $next }
      b: { host: server, port: 80, state: ESTABLISHED, sndNxt: 9000000 }

# {c.known}
known:
  - { name: client, value: '10.0.0.5:$port' }
  - { name: server, value: '10.0.0.9:80' }
  - { name: RCV.NXT, value: $next }

# {c.calls}
calls: [socket, setsockopt]

# {c.goals}
goals:
  gone: { state: { host: server, is: CLOSED, peerPort: $port } }

# {c.idea}
idea: { decided: { host: server, decision: segment/rst-exact } }

# {c.lose}
lose:
  spent: { rule: F11.1, holds: { sent: { from: attacker, forged: true, atLeast: 4 } } }

# {c.predictions}
predictions:
  who-hears:
    settles: { state: { host: server, is: CLOSED, peerPort: $port } }
    options:
      a: { holds: { arrived: { at: client, flags: R } } }
      b: { holds: { not: { arrived: { at: client, flags: R } } } }

# {c.hints}
hints:
  socket: { when: { not: { returned: { host: attacker, call: socket, errno: null } } } }
  transparent: { when: { not: { returned: { host: attacker, call: setsockopt, errno: null } } } }
  else: {}

# {c.menu}
menu:
  - { line: call socket, when: { not: { returned: { host: attacker, call: socket, errno: null } } } }
  - { line: call setsockopt 3 IP_TRANSPARENT 1 }
  - { line: 'R seq $next+$ahead win 0 src 10.0.0.5:$port dst 10.0.0.9:80', label: inside }
  - { line: 'R seq $next win 0 src 10.0.0.5:$port dst 10.0.0.9:80', label: exact }

# {c.solution}
solution:
  - call socket
  - call setsockopt 3 IP_TRANSPARENT 1
  - 'R seq $next win 0 src 10.0.0.5:$port dst 10.0.0.9:80'

# {c.mistakes}
mistakes:
  inside: { moves: [call socket, call setsockopt 3 IP_TRANSPARENT 1, 'R seq $next+$ahead win 0 src 10.0.0.5:$port dst 10.0.0.9:80'], verdict: segment/rst-challenged, misconception: M08 }
  not-transparent: { moves: [call socket, 'R seq $next win 0 src 10.0.0.5:$port dst 10.0.0.9:80'], verdict: refused/spoof-needs-transparent }
`;

const OPERATOR = `${HEAD}# {c.live}
mode: live
# {c.rows}
rows: [S33]
# {c.misconceptions}
misconceptions: [M12]
# {c.needs}
needs: []
# {c.teaches}
teaches: []
# {c.uses}
uses: []
# {c.fade}
fade: 1
# {c.mirror}
# mirror: first-syn
# {c.minutes}
minutes: 5
# {c.par}
par: 1
# {c.sources}
sources: [F4.1, F4.3, listen(2), 'sock.h:sk_acceptq_is_full']

# {c.draw}
draw:
  burst: [40, 50, 60]
  backlog: [8, 16]

# {c.setup}
setup:
  # {c.horizon}
  horizon: 8s
  hosts:
    clients: { side: client, ip: 10.20.0.1 }
    # {c.busy}
    server:
      ip: 10.0.0.9
      you: true
      listen: [{ port: 80, backlog: $backlog, accept: { every: 0, busy: [[4900ms, 5700ms]], reply: { bytes: 400, close: true } } }]
  link: { delay: 10ms }
  # {c.traffic}
  traffic:
    - { kind: clients, name: burst, host: clients, rate: 2000, startsAt: 5s, count: $burst, to: 10.0.0.9:80, patience: 800ms }

# {c.calls}
sysctls: [somaxconn, tcp_max_syn_backlog]
calls: [listen]

# {c.goals}
goals:
  served: { tries: { of: burst, ended: served, atLeast: $burst } }

# {c.idea}
idea: { returned: { host: server, call: listen, errno: null } }

# {c.lose}
lose:
  late: { rule: F4.3, holds: { tries: { of: burst, ended: gave-up } } }

# {c.predictions}
predictions:
  who-is-left:
    settles: { any: [{ tries: { of: burst, ended: gave-up } }, { tries: { of: burst, ended: served, atLeast: $burst } }] }
    options:
      a: { holds: { tries: { of: burst, ended: gave-up } } }
      b: { holds: { tries: { of: burst, ended: gave-up, atMost: 0 } } }

# {c.hints}
hints:
  late: { when: { time: { atLeast: 5s } } }
  else: {}

# {c.menu}
menu:
  - { line: call listen 3 512 }
  - { line: sysctl tcp_max_syn_backlog=65536 }

# {c.solution}
solution:
  - wait 1s
  - call listen 3 512

# {c.mistakes}
mistakes:
  syn-backlog: { moves: [wait 1s, sysctl tcp_max_syn_backlog=65536], verdict: setting/tcp_max_syn_backlog-changes-nothing, misconception: M12 }
`;

/** level.yaml of a new level, by role, its comments still to be filled in. */
export const SKELETONS: Readonly<Record<Role, string>> = { kernel: KERNEL, attacker: ATTACKER, operator: OPERATOR };
