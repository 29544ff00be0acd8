/** Why a map file is not read: what was expected and what came, and as a hint what can be done. */
export class MapError extends Error {
  override readonly name = 'MapError';
  readonly hint: string;

  constructor(message: string, hint = 'Load it again; if it stays so, have the map written anew.') {
    super(message);
    this.hint = hint;
  }
}
