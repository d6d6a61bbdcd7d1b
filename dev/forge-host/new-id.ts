/** A fresh identifier in the form of a UUID. */
export type NewId = () => string;

/**
 * @param random numbers from 0 up to 1; the same ones make the same identifiers, so that a simulated
 * world can be played again
 */
export function createNewId(random: () => number): NewId {
  const word = () =>
    Math.floor(random() * 2 ** 32)
      .toString(16)
      .padStart(8, '0');
  return () => {
    const hex = word() + word() + word() + word();
    const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
  };
}
