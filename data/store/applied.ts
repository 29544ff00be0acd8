/**
 * Whether a list changed anything, in a file that does not say it: an expression over rows of `list_observations`.
 * It did not when an earlier pass had brought a newer one of the same kind and source.
 */
export const appliedSql = `disclosure::VARCHAR NOT IN ('published', 'partial') OR coalesce(
  observed_at >= max(observed_at) FILTER (disclosure::VARCHAR IN ('published', 'partial')) OVER (
    PARTITION BY host_id, kind ORDER BY crawl_id RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW EXCLUDE GROUP
  ),
  true
)`;
