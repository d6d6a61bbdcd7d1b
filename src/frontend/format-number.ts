const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'] as const;

/** A size as people read it, in units of 1,024: `3.4 MB`. */
export function formatBytes(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.floor(Math.log(bytes) / Math.log(1024));
  const step = Math.min(power, UNITS.length - 1);
  const amount = bytes / 1024 ** step;
  return `${amount >= 10 || step === 0 ? Math.round(amount) : amount.toFixed(1)} ${UNITS[step]}`;
}
