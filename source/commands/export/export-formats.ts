/** What a run can be exported to, in the order of the help. */
export const EXPORT_FORMATS = ['pcapng', 'packetdrill', 'tcpdump', 'mermaid', 'svg', 'cast', 'json'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];
