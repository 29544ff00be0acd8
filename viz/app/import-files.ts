/** Asks for files to be imported as blocklists; whoever holds the session answers. */
export class ImportFiles extends Event {
  static readonly type = 'import-files';
  readonly files: readonly File[];

  constructor(files: readonly File[]) {
    super(ImportFiles.type, { bubbles: true });
    this.files = files;
  }
}
