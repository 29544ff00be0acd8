/** Text as SQL writes it. Where a value can be a parameter of the query, it is one. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
