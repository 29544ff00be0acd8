-- What the tables of schema.sql say, under names: the program's own views first, then those that others build on.

CREATE VIEW tries AS
  SELECT visits.id AS visit_id, host_id, crawls.kind, visits.finished_at, status, reason, opt_out, visits.consent, answered
  FROM visits JOIN crawls ON crawls.id = visits.crawl_id
  WHERE reason <> 'aborted';
COMMENT ON VIEW tries IS 'Visits that were not cut short, and whether the server gave any HTTP answer.';
COMMENT ON COLUMN tries.visit_id IS 'The visit.';
COMMENT ON COLUMN tries.host_id IS 'The host visited.';
COMMENT ON COLUMN tries.kind IS 'crawl: we asked. import: files tell of it.';
COMMENT ON COLUMN tries.finished_at IS 'When it ended.';
COMMENT ON COLUMN tries.status IS 'What it came to.';
COMMENT ON COLUMN tries.reason IS 'Outcome that decided it.';
COMMENT ON COLUMN tries.opt_out IS 'How the server said no for good. NULL when it did not.';
COMMENT ON COLUMN tries.consent IS 'It was made with permission (visits.consent).';
COMMENT ON COLUMN tries.answered IS 'There was an HTTP answer, be it an error or one we could not read.';

CREATE VIEW quarantined_hosts AS
  WITH
    below AS (
      SELECT id, host, domain FROM hosts
      WHERE domain IN (SELECT domain FROM quarantined_domains) AND host <> domain AND known_since IS NOT NULL
    ),
    named AS (
      SELECT target_id AS id, source_id FROM peers WHERE target_id IN (SELECT id FROM below)
      UNION ALL
      SELECT below.id, source_id FROM blocks JOIN below ON below.host = blocks.target
    ),
    numbered AS (SELECT id, domain, min(id) OVER (PARTITION BY domain) AS number FROM hosts),
    flooded AS (
      SELECT DISTINCT target.number AS target, source.number AS source
      FROM floods
      JOIN numbered AS target ON target.domain = floods.domain
      JOIN numbered AS source ON source.domain = floods.source_domain
    ),
    vouched AS (
      SELECT named.id
      FROM named
      JOIN numbered AS target ON target.id = named.id
      JOIN numbered AS source ON source.id = named.source_id
      ANTI JOIN flooded ON flooded.target = target.number AND flooded.source = source.number
      GROUP BY named.id
      HAVING min(source.number) <> max(source.number)
    ),
    heard AS (
      SELECT host_id FROM visits WHERE answered AND reason <> 'aborted' AND host_id IN (SELECT id FROM below)
      UNION
      SELECT host_id FROM instance_facts WHERE host_id IN (SELECT id FROM below)
      UNION
      SELECT host_id FROM list_observations
      WHERE disclosure IN ('published', 'partial') AND host_id IN (SELECT id FROM below)
    )
  SELECT id, host
  FROM below
  WHERE id NOT IN (FROM vouched) AND id NOT IN (FROM heard) AND id NOT IN (SELECT host_id FROM consents);
COMMENT ON VIEW quarantined_hosts IS 'Names below quarantined domains that are not visited and count nowhere: they never answered, nothing they said is held, they gave no permission, no person named them, and no two sources of different domains vouch for them.';
COMMENT ON COLUMN quarantined_hosts.id IS 'Its number (hosts.id).';
COMMENT ON COLUMN quarantined_hosts.host IS 'The name.';

-- From here on the names of views and of their columns are stable: others build on them.

CREATE VIEW current_peers AS
  SELECT source.host AS source, target.host AS target, peers.added_at
  FROM peers
  JOIN hosts AS source ON source.id = peers.source_id
  JOIN hosts AS target ON target.id = peers.target_id
  WHERE peers.removed_at IS NULL;
COMMENT ON VIEW current_peers IS 'Peer entries that stand, by name.';
COMMENT ON COLUMN current_peers.source IS 'Whose list.';
COMMENT ON COLUMN current_peers.target IS 'Whom it names.';
COMMENT ON COLUMN current_peers.added_at IS 'First list that held it.';

CREATE VIEW current_blocks AS
  SELECT source.host AS source, blocks.target, blocks.action, blocks.comment, blocks.added_at
  FROM blocks
  JOIN hosts AS source ON source.id = blocks.source_id
  WHERE blocks.removed_at IS NULL;
COMMENT ON VIEW current_blocks IS 'Declared actions that stand, by name.';
COMMENT ON COLUMN current_blocks.source IS 'Who declares it.';
COMMENT ON COLUMN current_blocks.target IS 'What it names.';
COMMENT ON COLUMN current_blocks.action IS 'The software''s own word.';
COMMENT ON COLUMN current_blocks.comment IS 'The declarer''s public words.';
COMMENT ON COLUMN current_blocks.added_at IS 'First list that held it.';

CREATE VIEW current_allows AS
  SELECT source.host AS source, allows.target, allows.added_at
  FROM allows
  JOIN hosts AS source ON source.id = allows.source_id
  WHERE allows.removed_at IS NULL;
COMMENT ON VIEW current_allows IS 'Allow list entries that stand, by name.';
COMMENT ON COLUMN current_allows.source IS 'Whose list.';
COMMENT ON COLUMN current_allows.target IS 'What it names.';
COMMENT ON COLUMN current_allows.added_at IS 'First list that held it.';

CREATE VIEW current_counts AS
  SELECT source.host AS source, target.host AS target, counts.follows_out, counts.follows_in, counts.added_at
  FROM counts
  JOIN hosts AS source ON source.id = counts.source_id
  JOIN hosts AS target ON target.id = counts.target_id
  WHERE counts.removed_at IS NULL;
COMMENT ON VIEW current_counts IS 'Follow counts that stand, by name.';
COMMENT ON COLUMN current_counts.source IS 'Who counted.';
COMMENT ON COLUMN current_counts.target IS 'The other server.';
COMMENT ON COLUMN current_counts.follows_out IS 'Follows from people on the source to accounts on the target.';
COMMENT ON COLUMN current_counts.follows_in IS 'Follows from people on the target to accounts on the source.';
COMMENT ON COLUMN current_counts.added_at IS 'First list with these numbers.';

CREATE VIEW list_states AS
  SELECT hosts.host, kind, disclosure, reason, entry_count, rejected_count, quarantined_count, observed_at
  FROM list_observations
  JOIN hosts ON hosts.id = list_observations.host_id
  QUALIFY row_number() OVER (
    PARTITION BY host_id, kind
    ORDER BY observed_at DESC, crawl_id DESC, disclosure IN ('published', 'partial')
  ) = 1;
COMMENT ON VIEW list_states IS 'The last answer for every list that was ever asked for.';
COMMENT ON COLUMN list_states.host IS 'Whose list.';
COMMENT ON COLUMN list_states.kind IS 'Which list.';
COMMENT ON COLUMN list_states.disclosure IS 'Whether it was there, and if not, why.';
COMMENT ON COLUMN list_states.reason IS 'Outcome of the request that decided it.';
COMMENT ON COLUMN list_states.entry_count IS 'Entries read.';
COMMENT ON COLUMN list_states.rejected_count IS 'Entries left out because they named nothing.';
COMMENT ON COLUMN list_states.quarantined_count IS 'Entries left out because the source names too many new servers below one domain.';
COMMENT ON COLUMN list_states.observed_at IS 'When it was last asked for.';

CREATE VIEW host_overview AS
  WITH
    last_visits AS (
      SELECT host_id, status, reason, finished_at FROM visits WHERE reason <> 'aborted'
      QUALIFY row_number() OVER (PARTITION BY host_id ORDER BY finished_at DESC, id DESC) = 1
    ),
    last_facts AS (
      SELECT * FROM instance_facts
      QUALIFY row_number() OVER (PARTITION BY host_id ORDER BY observed_at DESC, crawl_id DESC) = 1
    ),
    peer_states AS (SELECT host, disclosure FROM list_states WHERE kind = 'peers'),
    block_states AS (SELECT host, disclosure FROM list_states WHERE kind = 'blocks')
  SELECT
    hosts.host, last_facts.software, last_facts.version, last_facts.users, last_facts.mau,
    last_visits.status AS visit_status, last_visits.reason AS visit_reason, last_visits.finished_at AS visited_at,
    peer_states.disclosure AS peers_disclosure, block_states.disclosure AS blocks_disclosure
  FROM hosts
  LEFT JOIN last_visits ON last_visits.host_id = hosts.id
  LEFT JOIN last_facts ON last_facts.host_id = hosts.id
  LEFT JOIN peer_states ON peer_states.host = hosts.host
  LEFT JOIN block_states ON block_states.host = hosts.host;
COMMENT ON VIEW host_overview IS 'One row per known server: its last facts, its last visit, and whether its lists are public.';
COMMENT ON COLUMN host_overview.host IS 'The server.';
COMMENT ON COLUMN host_overview.software IS 'What it runs.';
COMMENT ON COLUMN host_overview.version IS 'Which version.';
COMMENT ON COLUMN host_overview.users IS 'Registered people.';
COMMENT ON COLUMN host_overview.mau IS 'Monthly active people.';
COMMENT ON COLUMN host_overview.visit_status IS 'What the last visit that was not cut short came to. NULL when there is none.';
COMMENT ON COLUMN host_overview.visit_reason IS 'Outcome that decided it.';
COMMENT ON COLUMN host_overview.visited_at IS 'When that visit ended.';
COMMENT ON COLUMN host_overview.peers_disclosure IS 'Last answer for its peer list. NULL when never asked.';
COMMENT ON COLUMN host_overview.blocks_disclosure IS 'Last answer for its block list. NULL when never asked.';

CREATE VIEW peer_history AS
  SELECT source.host AS source, target.host AS target, peers.added_at, peers.removed_at
  FROM peers
  JOIN hosts AS source ON source.id = peers.source_id
  JOIN hosts AS target ON target.id = peers.target_id;
COMMENT ON VIEW peer_history IS 'Every peer entry that ever stood, by name.';
COMMENT ON COLUMN peer_history.source IS 'Whose list.';
COMMENT ON COLUMN peer_history.target IS 'Whom it names.';
COMMENT ON COLUMN peer_history.added_at IS 'First list that held it.';
COMMENT ON COLUMN peer_history.removed_at IS 'First whole list that no longer held it. NULL while it stands, also where nobody could look since.';

CREATE VIEW block_history AS
  SELECT source.host AS source, target, action, digest, comment, added_at, removed_at
  FROM blocks
  JOIN hosts AS source ON source.id = blocks.source_id;
COMMENT ON VIEW block_history IS 'Every declared action that ever stood, by name. A change of action or words ends one row and begins another at the same time.';
COMMENT ON COLUMN block_history.source IS 'Who declares it.';
COMMENT ON COLUMN block_history.target IS 'What it names: a host, a suffix, a *.pattern or a masked name.';
COMMENT ON COLUMN block_history.action IS 'The software''s own word.';
COMMENT ON COLUMN block_history.digest IS 'SHA-256 of the plain name, as published beside a masked one.';
COMMENT ON COLUMN block_history.comment IS 'The declarer''s public words.';
COMMENT ON COLUMN block_history.added_at IS 'First list that held it.';
COMMENT ON COLUMN block_history.removed_at IS 'First whole list that no longer held it. NULL while it stands, also where nobody could look since.';

CREATE VIEW allow_history AS
  SELECT source.host AS source, target, added_at, removed_at
  FROM allows
  JOIN hosts AS source ON source.id = allows.source_id;
COMMENT ON VIEW allow_history IS 'Every allow list entry that ever stood, by name.';
COMMENT ON COLUMN allow_history.source IS 'Whose list.';
COMMENT ON COLUMN allow_history.target IS 'What it names: a host or a pattern.';
COMMENT ON COLUMN allow_history.added_at IS 'First list that held it.';
COMMENT ON COLUMN allow_history.removed_at IS 'First whole list that no longer held it. NULL while it stands, also where nobody could look since.';

CREATE VIEW count_history AS
  SELECT source.host AS source, target.host AS target, follows_out, follows_in, added_at, removed_at
  FROM counts
  JOIN hosts AS source ON source.id = counts.source_id
  JOIN hosts AS target ON target.id = counts.target_id;
COMMENT ON VIEW count_history IS 'Every follow count that ever stood, by name.';
COMMENT ON COLUMN count_history.source IS 'Who counted.';
COMMENT ON COLUMN count_history.target IS 'The other server.';
COMMENT ON COLUMN count_history.follows_out IS 'Follows from people on the source to accounts on the target.';
COMMENT ON COLUMN count_history.follows_in IS 'Follows from people on the target to accounts on the source.';
COMMENT ON COLUMN count_history.added_at IS 'First list with these numbers.';
COMMENT ON COLUMN count_history.removed_at IS 'First whole list with other numbers, or without the target. NULL while it stands.';

CREATE VIEW list_history AS
  SELECT
    hosts.host, list_observations.kind, disclosure, reason, observed_at, entry_count, rejected_count, quarantined_count,
    duplicate_count, self_count, crawl_id, crawls.kind AS crawl_kind, crawls.started_at AS crawl_started_at
  FROM list_observations
  JOIN hosts ON hosts.id = list_observations.host_id
  JOIN crawls ON crawls.id = list_observations.crawl_id;
COMMENT ON VIEW list_history IS 'Every time a list was asked for, by name: whether it was there, and if not, why.';
COMMENT ON COLUMN list_history.host IS 'Whose list.';
COMMENT ON COLUMN list_history.kind IS 'Which list.';
COMMENT ON COLUMN list_history.disclosure IS 'Whether it was there, and if not, why.';
COMMENT ON COLUMN list_history.reason IS 'Outcome of the request that decided it. NULL where none was needed.';
COMMENT ON COLUMN list_history.observed_at IS 'When.';
COMMENT ON COLUMN list_history.entry_count IS 'Entries read.';
COMMENT ON COLUMN list_history.rejected_count IS 'Entries left out because they named nothing.';
COMMENT ON COLUMN list_history.quarantined_count IS 'Entries left out because the source names too many new servers below one domain.';
COMMENT ON COLUMN list_history.duplicate_count IS 'Entries left out because the list already had them.';
COMMENT ON COLUMN list_history.self_count IS 'Entries left out because they name the source itself.';
COMMENT ON COLUMN list_history.crawl_id IS 'The pass (crawls.id).';
COMMENT ON COLUMN list_history.crawl_kind IS 'crawl: we asked. import: files tell of it.';
COMMENT ON COLUMN list_history.crawl_started_at IS 'When the pass began.';

CREATE VIEW facts_history AS
  SELECT hosts.host, observed_at, software, version, users, mau, active_halfyear, posts, language, open_registrations,
    authorized_fetch, allowlist_mode, crawl_id
  FROM instance_facts
  JOIN hosts ON hosts.id = instance_facts.host_id;
COMMENT ON VIEW facts_history IS 'Everything servers said about themselves, by name, one row per observation.';
COMMENT ON COLUMN facts_history.host IS 'The server.';
COMMENT ON COLUMN facts_history.observed_at IS 'When it said so.';
COMMENT ON COLUMN facts_history.software IS 'NodeInfo software.name, lower-case.';
COMMENT ON COLUMN facts_history.version IS 'NodeInfo software.version, as given.';
COMMENT ON COLUMN facts_history.users IS 'Registered people.';
COMMENT ON COLUMN facts_history.mau IS 'Monthly active people.';
COMMENT ON COLUMN facts_history.active_halfyear IS 'People active within half a year.';
COMMENT ON COLUMN facts_history.posts IS 'Posts written on the server.';
COMMENT ON COLUMN facts_history.language IS 'BCP 47 primary language, lower-case.';
COMMENT ON COLUMN facts_history.open_registrations IS 'Anyone may register.';
COMMENT ON COLUMN facts_history.authorized_fetch IS 'It demands signed fetches. Almost never public.';
COMMENT ON COLUMN facts_history.allowlist_mode IS 'It federates only with hosts it lists.';
COMMENT ON COLUMN facts_history.crawl_id IS 'The pass (crawls.id).';

CREATE VIEW visit_history AS
  SELECT hosts.host, visits.started_at, visits.finished_at, status, reason, answered, opt_out, not_before, consent,
    crawl_id, crawls.kind AS crawl_kind
  FROM visits
  JOIN hosts ON hosts.id = visits.host_id
  JOIN crawls ON crawls.id = visits.crawl_id
  WHERE reason <> 'aborted';
COMMENT ON VIEW visit_history IS 'Every visit that was not cut short, by name.';
COMMENT ON COLUMN visit_history.host IS 'The host visited.';
COMMENT ON COLUMN visit_history.started_at IS 'Before the first request.';
COMMENT ON COLUMN visit_history.finished_at IS 'After the last request; the time of everything the visit observed.';
COMMENT ON COLUMN visit_history.status IS 'What it came to.';
COMMENT ON COLUMN visit_history.reason IS 'Outcome that decided it.';
COMMENT ON COLUMN visit_history.answered IS 'There was an HTTP answer, be it an error or one we could not read.';
COMMENT ON COLUMN visit_history.opt_out IS 'How the server said no for good. NULL when it did not.';
COMMENT ON COLUMN visit_history.not_before IS 'The server asked not to be asked again before this time. NULL when it did not.';
COMMENT ON COLUMN visit_history.consent IS 'It was made with permission.';
COMMENT ON COLUMN visit_history.crawl_id IS 'The pass (crawls.id).';
COMMENT ON COLUMN visit_history.crawl_kind IS 'crawl: we asked. import: files tell of it.';

CREATE VIEW taken_snapshots AS
  SELECT id, as_of, manifest->'program'->>'version' AS program_version, host_count, peer_count, block_count, withdrawn,
    reissue_of
  FROM snapshots;
COMMENT ON VIEW taken_snapshots IS 'The frozen views that were taken: what a figure can be cited by.';
COMMENT ON COLUMN taken_snapshots.id IS 'First 16 hex digits of the SHA-256 of the content.';
COMMENT ON COLUMN taken_snapshots.as_of IS 'What was known at this time is in it.';
COMMENT ON COLUMN taken_snapshots.program_version IS 'Version of the program that froze it. NULL when an older one did, which did not note it.';
COMMENT ON COLUMN taken_snapshots.host_count IS 'Hosts in it.';
COMMENT ON COLUMN taken_snapshots.peer_count IS 'Peer entries in it.';
COMMENT ON COLUMN taken_snapshots.block_count IS 'Declared actions in it.';
COMMENT ON COLUMN taken_snapshots.withdrawn IS 'A server asked to be forgotten since; it can no longer be had.';
COMMENT ON COLUMN taken_snapshots.reissue_of IS 'The withdrawn snapshot whose place it took. NULL otherwise.';

CREATE VIEW host_names AS
  WITH
    last_told AS (
      SELECT id FROM visits
      WHERE status = 'visited' OR id IN (SELECT visit_id FROM host_aliases)
      QUALIFY row_number() OVER (PARTITION BY host_id ORDER BY finished_at DESC, id DESC) = 1
    ),
    claims AS (
      SELECT
        claimant.id AS claimant_id, claimant.host AS claimant, named.id AS named_id,
        claimant.domain = named.domain AS is_near
      FROM host_aliases
      JOIN last_told ON last_told.id = host_aliases.visit_id
      JOIN hosts AS claimant ON claimant.id = host_aliases.host_id
      JOIN hosts AS named ON named.host = host_aliases.alias
    ),
    heard AS (
      SELECT host_id FROM (
        SELECT host_id, software FROM instance_facts
        QUALIFY row_number() OVER (PARTITION BY host_id ORDER BY observed_at DESC, crawl_id DESC) = 1
      )
      WHERE software IS NOT NULL
      UNION
      SELECT host_id FROM list_observations WHERE disclosure IN ('published', 'partial')
    ),
    folded AS (
      SELECT claims.named_id AS id, arg_min(claims.claimant_id, claims.claimant) AS host_id
      FROM claims
      LEFT JOIN claims AS back ON back.claimant_id = claims.named_id AND back.named_id = claims.claimant_id
      WHERE claims.claimant_id IN (FROM heard) AND claims.named_id NOT IN (FROM heard)
        AND (claims.is_near OR back.claimant_id IS NOT NULL)
      GROUP BY claims.named_id
    ),
    led AS (
      SELECT hosts.id, hosts.host, coalesce(folded.host_id, hosts.id) AS host_id
      FROM hosts LEFT JOIN folded ON folded.id = hosts.id
    ),
    opted_out AS (
      SELECT DISTINCT led.host_id
      FROM led
      JOIN (
        SELECT host_id FROM tries GROUP BY host_id
        HAVING last(
          coalesce(opt_out IN ('hide-in-statistics', 'site-private', 'statistics-private'), false) AND NOT consent
          ORDER BY finished_at, visit_id
        )
      ) AS said ON said.host_id = led.id
    )
  SELECT
    led.id, led.host AS name, led.host_id, server.host,
    CASE
      WHEN led.host_id IN (SELECT id FROM quarantined_hosts) THEN 'quarantined'
      WHEN led.host_id IN (FROM opted_out) THEN 'opted-out'
    END AS left_out
  FROM led JOIN hosts AS server ON server.id = led.host_id;
COMMENT ON VIEW host_names IS 'Every name ever met, the server it stands for, and whether that server is in figures.';
COMMENT ON COLUMN host_names.id IS 'Number of the name (hosts.id).';
COMMENT ON COLUMN host_names.name IS 'The name, as lists hold it.';
COMMENT ON COLUMN host_names.host_id IS 'Number of the server (hosts.id).';
COMMENT ON COLUMN host_names.host IS 'The server: another name than this one where a handle domain only leads to its web domain.';
COMMENT ON COLUMN host_names.left_out IS 'quarantined: a generated name nobody vouches for, in no figure. opted-out: the server wants to be in no statistics; what it told and its lists are in no figure, what others say about it is. NULL: in every figure.';

CREATE VIEW servers AS
  WITH
    newest AS (
      SELECT max(seen_at) AS seen_at FROM (
        SELECT max(finished_at) AS seen_at FROM visits WHERE reason <> 'aborted'
        UNION ALL SELECT max(observed_at) FROM instance_facts
        UNION ALL SELECT max(observed_at) FROM list_observations
      )
    ),
    tried AS (
      SELECT
        host_id, last(reason IN ('gone', 'moved') ORDER BY finished_at, visit_id) AS has_left, max(finished_at) AS tried_at,
        max(finished_at) FILTER (answered AND reason NOT IN ('gone', 'moved')) AS answered_at
      FROM tries GROUP BY host_id
    ),
    facts AS (
      SELECT * FROM instance_facts
      QUALIFY row_number() OVER (PARTITION BY host_id ORDER BY observed_at DESC, crawl_id DESC) = 1
    ),
    lists AS (
      SELECT
        host_id,
        last(
          { disclosure: disclosure, reason: reason }
          ORDER BY observed_at, crawl_id, disclosure NOT IN ('published', 'partial')
        ) FILTER (kind = 'peers') AS peers,
        max(observed_at) FILTER (kind = 'peers' AND disclosure IN ('published', 'partial')) AS peers_at,
        last(
          { disclosure: disclosure, reason: reason }
          ORDER BY observed_at, crawl_id, disclosure NOT IN ('published', 'partial')
        ) FILTER (kind = 'blocks') AS blocks,
        max(observed_at) FILTER (kind = 'blocks' AND disclosure IN ('published', 'partial')) AS blocks_at
      FROM list_observations GROUP BY host_id
    )
  SELECT
    host_names.host,
    CASE
      WHEN tried.host_id IS NULL THEN 'unvisited'
      WHEN NOT has_left AND (answered_at = tried_at OR newest.seen_at - answered_at <= INTERVAL 168 HOUR) THEN 'alive'
      ELSE 'dead'
    END AS liveness,
    facts.software, facts.version, facts.users, facts.mau, facts.active_halfyear, facts.posts, facts.language,
    facts.open_registrations, facts.allowlist_mode, facts.observed_at AS facts_at,
    CASE WHEN left_out IS NULL THEN lists.peers.disclosure ELSE 'withheld' END AS peers_disclosure,
    CASE
      WHEN left_out IS NOT NULL THEN 'opted-out' WHEN lists.peers.disclosure <> 'published' THEN lists.peers.reason
    END AS peers_reason,
    CASE WHEN left_out IS NULL THEN lists.peers_at END AS peers_at,
    CASE WHEN left_out IS NULL THEN lists.blocks.disclosure ELSE 'withheld' END AS blocks_disclosure,
    CASE
      WHEN left_out IS NOT NULL THEN 'opted-out' WHEN lists.blocks.disclosure <> 'published' THEN lists.blocks.reason
    END AS blocks_reason,
    CASE WHEN left_out IS NULL THEN lists.blocks_at END AS blocks_at,
    left_out IS NOT NULL AS opted_out
  FROM host_names
  CROSS JOIN newest
  LEFT JOIN tried ON tried.host_id = host_names.host_id
  LEFT JOIN facts ON facts.host_id = host_names.host_id AND left_out IS NULL
  LEFT JOIN lists ON lists.host_id = host_names.host_id
  WHERE host_names.id = host_names.host_id AND left_out IS DISTINCT FROM 'quarantined';
COMMENT ON VIEW servers IS 'One row per server, as figures count them: names that lead to a server are not servers of their own, quarantined names are left out, and of servers that opted out no more is told than that. The same hosts as in a snapshot taken now.';
COMMENT ON COLUMN servers.host IS 'The server.';
COMMENT ON COLUMN servers.liveness IS 'alive: gave any HTTP answer within the week before the newest observation, or when last tried. dead: tried, and did not, or said that it is gone. unvisited: never tried.';
COMMENT ON COLUMN servers.software IS 'What it runs.';
COMMENT ON COLUMN servers.version IS 'Which version, as given.';
COMMENT ON COLUMN servers.users IS 'Registered people.';
COMMENT ON COLUMN servers.mau IS 'Monthly active people.';
COMMENT ON COLUMN servers.active_halfyear IS 'People active within half a year.';
COMMENT ON COLUMN servers.posts IS 'Posts written on the server.';
COMMENT ON COLUMN servers.language IS 'BCP 47 primary language, lower-case.';
COMMENT ON COLUMN servers.open_registrations IS 'Anyone may register.';
COMMENT ON COLUMN servers.allowlist_mode IS 'It federates only with hosts it lists.';
COMMENT ON COLUMN servers.facts_at IS 'When it said so. NULL when it never did.';
COMMENT ON COLUMN servers.peers_disclosure IS 'Last answer for its peer list. NULL when never asked.';
COMMENT ON COLUMN servers.peers_reason IS 'Outcome that decided that it is not there whole. NULL where it is, where none was needed, or nobody asked.';
COMMENT ON COLUMN servers.peers_at IS 'When the entries held for it were last confirmed. NULL when none are held.';
COMMENT ON COLUMN servers.blocks_disclosure IS 'Last answer for its block list. NULL when never asked.';
COMMENT ON COLUMN servers.blocks_reason IS 'Outcome that decided that it is not there whole. NULL where it is, where none was needed, or nobody asked.';
COMMENT ON COLUMN servers.blocks_at IS 'When the entries held for it were last confirmed. NULL when none are held.';
COMMENT ON COLUMN servers.opted_out IS 'It wants to be in no statistics: what it told is NULL, and its lists are withheld.';

-- Who has a list is a server of its own: only targets go by other names. The two sides are compared by the ids in peers:
-- comparing the names would make DuckDB join the sides with each other first, which takes minutes instead of seconds.
CREATE VIEW listed_peers AS
  WITH names AS MATERIALIZED (SELECT id, host_id, host, left_out FROM host_names)
  SELECT source.host AS source, target.host AS target, peers.added_at
  FROM peers
  JOIN names AS source ON source.id = peers.source_id AND source.left_out IS NULL
  JOIN names AS target ON target.id = peers.target_id AND target.id = target.host_id
  WHERE peers.removed_at IS NULL AND target.left_out IS DISTINCT FROM 'quarantined' AND peers.source_id <> peers.target_id
  UNION ALL
  SELECT source.host, target.host, min(peers.added_at)
  FROM peers
  JOIN names AS source ON source.id = peers.source_id AND source.left_out IS NULL
  JOIN names AS target ON target.id = peers.target_id AND target.id <> target.host_id
  WHERE peers.removed_at IS NULL AND target.left_out IS DISTINCT FROM 'quarantined' AND peers.source_id <> target.host_id
    AND NOT EXISTS (
      FROM peers AS plain
      WHERE plain.source_id = peers.source_id AND plain.target_id = target.host_id AND plain.removed_at IS NULL
    )
  GROUP BY source.host, target.host;
COMMENT ON VIEW listed_peers IS 'Peer entries that stand, as figures count them: server by server, each pair once, nobody his own peer. The same pairs as in a snapshot taken now.';
COMMENT ON COLUMN listed_peers.source IS 'Whose list.';
COMMENT ON COLUMN listed_peers.target IS 'Which server it names, by whichever of its names.';
COMMENT ON COLUMN listed_peers.added_at IS 'First list that held it by the server''s own name; by another name, where it only goes by that.';

CREATE VIEW declared_blocks AS
  WITH
    known AS MATERIALIZED (SELECT host, software, users, mau, blocks_disclosure, blocks_at FROM servers),
    names AS MATERIALIZED (SELECT id, name, host, left_out FROM host_names),
    declared AS (
      SELECT
        source_id, target, regexp_replace(target, '^\*\.', '') AS plain, action, lower(digest) AS digest, comment, added_at,
        regexp_matches(plain, '[*?]') AS masked
      FROM blocks WHERE removed_at IS NULL
    )
  SELECT
    source.host AS source, declarer.software, declared.target, action, masked, CASE WHEN masked THEN digest END AS digest,
    CASE WHEN masked AND digest IS NOT NULL THEN digest ELSE sha256(plain) END AS target_key,
    aim.host AS target_host, aim.software AS target_software, aim.users AS target_users, aim.mau AS target_mau,
    comment, added_at, declarer.blocks_disclosure, declarer.blocks_at
  FROM declared
  JOIN names AS source ON source.id = declared.source_id AND source.left_out IS NULL
  JOIN known AS declarer ON declarer.host = source.host
  LEFT JOIN names AS named ON named.name = declared.plain
  LEFT JOIN known AS aim ON aim.host = named.host
  WHERE named.left_out IS DISTINCT FROM 'quarantined' OR declared.target <> declared.plain;
COMMENT ON VIEW declared_blocks IS 'Declared actions that stand, as figures count them, with what is known of both sides. The same declarations as in a snapshot taken now. An action limits, hides or cuts, each software in its own way.';
COMMENT ON COLUMN declared_blocks.source IS 'Who declares it.';
COMMENT ON COLUMN declared_blocks.software IS 'What the declarer runs: the action is a word of this software.';
COMMENT ON COLUMN declared_blocks.target IS 'What it names: a host, a suffix, a *.pattern or a masked name.';
COMMENT ON COLUMN declared_blocks.action IS 'The software''s own word.';
COMMENT ON COLUMN declared_blocks.masked IS 'The declarer shows the name with signs left out.';
COMMENT ON COLUMN declared_blocks.digest IS 'SHA-256 of the plain name, as published beside a masked one. NULL where the target is not masked, or none is published.';
COMMENT ON COLUMN declared_blocks.target_key IS 'SHA-256 of the name without a *. in front, for comparing lists: the same whether a list names it plainly or masked with a digest. A mask without a digest is compared as it is written.';
COMMENT ON COLUMN declared_blocks.target_host IS 'The known server that it names plainly. NULL when it names none that is known, or is masked.';
COMMENT ON COLUMN declared_blocks.target_software IS 'What that server runs.';
COMMENT ON COLUMN declared_blocks.target_users IS 'Registered people there.';
COMMENT ON COLUMN declared_blocks.target_mau IS 'Monthly active people there.';
COMMENT ON COLUMN declared_blocks.comment IS 'The declarer''s public words.';
COMMENT ON COLUMN declared_blocks.added_at IS 'First list that held it.';
COMMENT ON COLUMN declared_blocks.blocks_disclosure IS 'Last answer for the declarer''s block list.';
COMMENT ON COLUMN declared_blocks.blocks_at IS 'When the entries held for it were last confirmed.';

CREATE VIEW current_blocklists AS
  WITH newest AS (
    FROM blocklist_observations
    QUALIFY row_number() OVER (PARTITION BY blocklist_id ORDER BY observed_at DESC, crawl_id DESC) = 1
  )
  SELECT blocklists.name, newest.observed_at, newest.format, count(blocklist_entries.target) AS entry_count
  FROM blocklists
  JOIN newest ON newest.blocklist_id = blocklists.id
  LEFT JOIN blocklist_entries ON blocklist_entries.blocklist_id = blocklists.id AND blocklist_entries.removed_at IS NULL
  GROUP BY ALL;
COMMENT ON VIEW current_blocklists IS 'Imported lists as they stand: the newest state of each.';
COMMENT ON COLUMN current_blocklists.name IS 'What it was imported as.';
COMMENT ON COLUMN current_blocklists.observed_at IS 'When the newest file was true.';
COMMENT ON COLUMN current_blocklists.format IS 'The dialect that file was read as.';
COMMENT ON COLUMN current_blocklists.entry_count IS 'Entries that stand.';

CREATE VIEW current_blocklist_entries AS
  SELECT blocklists.name AS list, target, action, comment, added_at
  FROM blocklist_entries
  JOIN blocklists ON blocklists.id = blocklist_entries.blocklist_id
  WHERE removed_at IS NULL;
COMMENT ON VIEW current_blocklist_entries IS 'Entries of imported lists that stand. No server declares them by that.';
COMMENT ON COLUMN current_blocklist_entries.list IS 'Name of the list.';
COMMENT ON COLUMN current_blocklist_entries.target IS 'What it names: a host, a suffix, a *.pattern or a masked name.';
COMMENT ON COLUMN current_blocklist_entries.action IS 'The list''s own word; suspend where it has none.';
COMMENT ON COLUMN current_blocklist_entries.comment IS 'The list''s public words about it.';
COMMENT ON COLUMN current_blocklist_entries.added_at IS 'First state that held it.';

CREATE VIEW provenance AS
  WITH observed AS (
    SELECT host_id, 'facts'::part AS part, observed_at, crawl_id FROM instance_facts
    UNION SELECT host_id, kind::VARCHAR::part, observed_at, crawl_id FROM list_observations
  )
  SELECT
    hosts.host, observed.part, observed.observed_at, observed.crawl_id,
    coalesce(crawls.settings->>'readBy', crawls.settings->>'version') AS version,
    asked.url, asked.method, asked.sent_at, asked.outcome, asked.status, asked.body_hash,
    kept_answers.visit_id IS NOT NULL AND (asked.body_hash IS NULL OR bodies.hash IS NOT NULL) AS body_kept
  FROM observed
  JOIN hosts ON hosts.id = observed.host_id
  JOIN crawls ON crawls.id = observed.crawl_id
  LEFT JOIN (
    SELECT requests.*, visits.crawl_id, visits.host_id, visits.finished_at, request_parts.part
    FROM request_parts
    JOIN requests USING (visit_id, position)
    JOIN visits ON visits.id = visit_id
  ) AS asked
    ON asked.crawl_id = observed.crawl_id AND asked.host_id = observed.host_id
    AND asked.finished_at = observed.observed_at AND asked.part = observed.part
  LEFT JOIN kept_answers ON kept_answers.visit_id = asked.visit_id AND kept_answers.position = asked.position
  LEFT JOIN bodies ON bodies.hash = asked.body_hash;
COMMENT ON VIEW provenance IS 'From what was observed back to the requests that brought it, one row per request; one row without a request where none was sent for it, as for an import.';
COMMENT ON COLUMN provenance.host IS 'Of which server.';
COMMENT ON COLUMN provenance.part IS 'What was observed: facts of the server itself, or one of its lists.';
COMMENT ON COLUMN provenance.observed_at IS 'When; equals added_at and removed_at of the rows that it began and ended.';
COMMENT ON COLUMN provenance.crawl_id IS 'The pass (crawls.id).';
COMMENT ON COLUMN provenance.version IS 'Program version that read the answers or files. NULL where it is not noted.';
COMMENT ON COLUMN provenance.url IS 'What was asked for. NULL where nothing was.';
COMMENT ON COLUMN provenance.method IS 'GET or POST.';
COMMENT ON COLUMN provenance.sent_at IS 'When it was sent, or would have been.';
COMMENT ON COLUMN provenance.outcome IS 'What it came to.';
COMMENT ON COLUMN provenance.status IS 'HTTP status. NULL when there was no HTTP answer.';
COMMENT ON COLUMN provenance.body_hash IS 'SHA-256 of the decompressed body, lower-case hex. NULL without a body.';
COMMENT ON COLUMN provenance.body_kept IS 'The answer is in bodies, and can be read again.';
