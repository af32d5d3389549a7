/** What a name in an assertion is read from, as getsockopt() calls it; null: the name is a variable or a constant. */
function structureOf(name: string): 'TCP_INFO' | 'SO_MEMINFO' | null {
  if (name.startsWith('tcpi_')) return 'TCP_INFO';
  return name.startsWith('SK_MEMINFO_') ? 'SO_MEMINFO' : null;
}

/** Does a target have to be asked for the value of that name? */
export function isInfoName(name: string): boolean {
  return structureOf(name) !== null;
}

/** What a target lacks that does not have the name: `TCP_INFO tcpi_pacing_rate`. */
export function infoFeature(name: string): string {
  return [structureOf(name) ?? [], name].flat().join(' ');
}
