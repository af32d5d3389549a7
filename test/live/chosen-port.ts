/** ip_local_port_range: a port that the kernel chose lies there, and none that a dialogue names. */
export function isEphemeral(port: number): boolean {
  return port >= 32_768 && port <= 60_999;
}

/** The states of a host (states.ts), with chosen ports as such: which one it is, is chance. */
export function withoutChosenPorts(states: readonly string[]): readonly string[] {
  return states.map((state) => state.replace(/^\d+/, (port) => (isEphemeral(Number(port)) ? 'chosen' : port))).toSorted();
}
