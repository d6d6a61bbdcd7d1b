/** Neither tracker keeps a history of who watches: only what was announced tells that it was us. */
export function isUntraced({ field }: { readonly field: string }): boolean {
  return field === 'watchers';
}
