/** Something of the older kernels that is known to differ and is as 6.18 has it all the same. */
interface Limit {
  readonly what: string;
  readonly source: string;
}

/** What no profile of an older kernel claims. `npm run facts` prints it below their differences. */
export const OLDER_LIMITS: readonly Limit[] = [
  {
    what: 'Once data came, the window of every kernel grows in a buffer as large as that of 6.18. Up to 4.19 the buffer is 87380 bytes, or what ten or twenty segments of the first window take; its largest was 6 MB (4 MB in 2.6.32). The first window and the scale are those of the kernel.',
    source: 'tcp_input.c:tcp_fixup_rcvbuf, tcp_init_buffer_space; tcp.c:tcp_init; read in forks, not at the tags of the profiles',
  },
];
