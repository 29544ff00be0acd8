/** Rows of an interval table that hold at a time, which is a parameter of the query, in milliseconds since 1970-01-01 UTC. */
export function standsAt(time: '$1' | '$2'): string {
  const at = `make_timestamptz(${time}::BIGINT * 1000)`;
  return `(added_at <= ${at} AND (removed_at IS NULL OR removed_at > ${at}))`;
}
