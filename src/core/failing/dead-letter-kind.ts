/** What dead letters of one cause have in common, so that they are tried again together. */

/** Ids of issues, comments and the like; a status stands apart from them and says what it is. */
const ID = /(?<=[/#_-])\d+/g;

/** The message without the ids in it. */
export function kindOfDeadLetter(message: string): string {
  return message.replace(ID, '…');
}
