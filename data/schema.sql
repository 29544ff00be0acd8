-- Everything Faultline knows, in one DuckDB file. This is the only place that defines tables.
--
-- How to read it:
--  * Every name of a server is stored once, in hosts; other tables hold its id. The views (views.sql) show names.
--  * Lists (peers, blocks, allows, counts) are kept as intervals: a row holds from added_at until removed_at, and
--    removed_at is NULL while it holds. Only a whole published list can end a row. A list that was partial, withheld,
--    unsupported or unreached ends nothing: not observed is not removed.
--  * Times are points in time (TIMESTAMPTZ). A NULL means not known, never zero.

CREATE TYPE list_kind AS ENUM ('peers', 'blocks', 'allows', 'counts');
CREATE TYPE disclosure AS ENUM ('published', 'partial', 'withheld', 'unsupported', 'unreached');
CREATE TYPE visit_status AS ENUM ('visited', 'refused', 'unreached');
CREATE TYPE outcome AS ENUM (
  'ok', 'not-modified', 'robots-disallowed', 'opted-out', 'moved', 'redirect-loop', 'unauthorized', 'forbidden', 'not-found', 'gone',
  'rate-limited', 'client-error', 'server-error', 'no-address', 'private-address', 'connection-failed', 'tls-failed',
  'timeout', 'too-large', 'not-json', 'malformed', 'aborted', 'not-kept'
);
CREATE TYPE opt_out AS ENUM ('gone', 'user-agent-refused', 'hide-in-statistics', 'site-private', 'statistics-private');
CREATE TYPE crawl_kind AS ENUM ('crawl', 'import');
CREATE TYPE part AS ENUM ('facts', 'peers', 'blocks', 'allows', 'counts');

CREATE TABLE schema_info (version UINTEGER NOT NULL);
COMMENT ON TABLE schema_info IS 'One row: which form of this schema the file has.';
COMMENT ON COLUMN schema_info.version IS 'Raised whenever a table changes in a way older programs cannot read.';

CREATE TABLE hosts (
  id UINTEGER NOT NULL,
  host VARCHAR NOT NULL,
  known_since TIMESTAMPTZ,
  domain VARCHAR NOT NULL
);
COMMENT ON TABLE hosts IS 'Every server name ever met, once: visited servers, seeds, peers, and plain names in block and allow lists.';
COMMENT ON COLUMN hosts.id IS 'Number of the name inside this file, counted from 0 in the order names were met.';
COMMENT ON COLUMN hosts.host IS 'Lower-case ASCII name (IDNA A-labels), no port, no trailing dot.';
COMMENT ON COLUMN hosts.known_since IS 'Earliest observation that names it. NULL for a seed: a person named it.';
COMMENT ON COLUMN hosts.domain IS 'Its registrable domain, by the Public Suffix List of the time it was met.';

CREATE TABLE crawls (
  id UINTEGER NOT NULL,
  kind crawl_kind NOT NULL,
  started_at TIMESTAMPTZ NOT NULL,
  finished_at TIMESTAMPTZ,
  settings JSON NOT NULL,
  summary JSON
);
COMMENT ON TABLE crawls IS 'One pass of collecting: a crawl over the network, or the import of a folder or a list.';
COMMENT ON COLUMN crawls.id IS 'Number of the pass, from 1.';
COMMENT ON COLUMN crawls.kind IS 'crawl: asked servers. import: read files.';
COMMENT ON COLUMN crawls.started_at IS 'When the pass began.';
COMMENT ON COLUMN crawls.finished_at IS 'When it ended. NULL when it was cut short; what it recorded until then stays.';
COMMENT ON COLUMN crawls.settings IS 'The settings the pass ran with; version is that of the program, and readBy that of another one that read the kept answers again.';
COMMENT ON COLUMN crawls.summary IS 'What it came to, in counts.';

CREATE TABLE visits (
  id UINTEGER NOT NULL,
  crawl_id UINTEGER NOT NULL,
  host_id UINTEGER NOT NULL,
  started_at TIMESTAMPTZ NOT NULL,
  finished_at TIMESTAMPTZ NOT NULL,
  status visit_status NOT NULL,
  reason outcome NOT NULL,
  not_before TIMESTAMPTZ,
  opt_out opt_out,
  consent BOOLEAN NOT NULL,
  answered BOOLEAN NOT NULL
);
COMMENT ON TABLE visits IS 'One host, once. A visit of an import stands for the visit the files tell of, and has no requests.';
COMMENT ON COLUMN visits.id IS 'Number of the visit, from 1.';
COMMENT ON COLUMN visits.crawl_id IS 'The pass it belongs to (crawls.id).';
COMMENT ON COLUMN visits.host_id IS 'The host visited (hosts.id).';
COMMENT ON COLUMN visits.started_at IS 'Before the first request.';
COMMENT ON COLUMN visits.finished_at IS 'After the last request; the time of everything the visit observed.';
COMMENT ON COLUMN visits.status IS 'visited: it answered. refused: it answered and asked us to stay away. unreached: no answer we could read.';
COMMENT ON COLUMN visits.reason IS 'Outcome of the request that decided the status. aborted: we cut the visit short; only its requests count.';
COMMENT ON COLUMN visits.not_before IS 'The server asked not to be asked again before this time. NULL when it did not.';
COMMENT ON COLUMN visits.opt_out IS 'How the server said no for good. NULL when it did not.';
COMMENT ON COLUMN visits.consent IS 'Somebody responsible for the server had given permission (consents), and rules meant for every crawler were not applied.';
COMMENT ON COLUMN visits.answered IS 'There was an HTTP answer, be it an error or one we could not read.';

CREATE TABLE requests (
  visit_id UINTEGER NOT NULL,
  position USMALLINT NOT NULL,
  url VARCHAR NOT NULL,
  method VARCHAR NOT NULL,
  sent_at TIMESTAMPTZ NOT NULL,
  duration_ms UINTEGER NOT NULL,
  outcome outcome NOT NULL,
  status USMALLINT,
  bytes UBIGINT NOT NULL,
  body_hash VARCHAR,
  etag VARCHAR
);
COMMENT ON TABLE requests IS 'Every request of every visit, sent or withheld by us, with what it came to. Bodies are kept only on demand (bodies).';
COMMENT ON COLUMN requests.visit_id IS 'The visit it belongs to (visits.id).';
COMMENT ON COLUMN requests.position IS 'Its place in the visit, from 0.';
COMMENT ON COLUMN requests.url IS 'What was asked for.';
COMMENT ON COLUMN requests.method IS 'GET or POST.';
COMMENT ON COLUMN requests.sent_at IS 'When it was sent, or would have been.';
COMMENT ON COLUMN requests.duration_ms IS 'Milliseconds until the answer was read or given up.';
COMMENT ON COLUMN requests.outcome IS 'What it came to.';
COMMENT ON COLUMN requests.status IS 'HTTP status. NULL when there was no HTTP answer.';
COMMENT ON COLUMN requests.bytes IS 'Bytes received, before decompression.';
COMMENT ON COLUMN requests.body_hash IS 'SHA-256 of the decompressed body, lower-case hex. NULL without a body.';
COMMENT ON COLUMN requests.etag IS 'Entity tag of the answer as sent. NULL when there was none.';

CREATE TABLE request_parts (
  visit_id UINTEGER NOT NULL,
  position USMALLINT NOT NULL,
  part part NOT NULL
);
COMMENT ON TABLE request_parts IS 'What a request was sent to bring: the way from a fact or a list back to where it was read. One row per request and part; none for robots.txt and for the document that says where NodeInfo is.';
COMMENT ON COLUMN request_parts.visit_id IS 'The visit (visits.id).';
COMMENT ON COLUMN request_parts.position IS 'The request in it (requests.position).';
COMMENT ON COLUMN request_parts.part IS 'What was asked for: facts of the server itself, or one of its lists.';

CREATE TABLE kept_answers (
  visit_id UINTEGER NOT NULL,
  position USMALLINT NOT NULL,
  headers JSON NOT NULL
);
COMMENT ON TABLE kept_answers IS 'Answers of crawls that ran with --keep-bodies, so that they can be read again. The body is the one in bodies with the hash of the request; a request without a hash had none.';
COMMENT ON COLUMN kept_answers.visit_id IS 'The visit (visits.id).';
COMMENT ON COLUMN kept_answers.position IS 'The request in it (requests.position).';
COMMENT ON COLUMN kept_answers.headers IS 'Headers of the answer that a reader looks at, by lower-case name.';

CREATE TABLE bodies (
  hash VARCHAR NOT NULL,
  compressed BLOB NOT NULL,
  bytes UBIGINT NOT NULL,
  struck BOOLEAN NOT NULL
);
COMMENT ON TABLE bodies IS 'Bodies as received, each content once; only with --keep-bodies. What they say of persons is taken out before they are kept.';
COMMENT ON COLUMN bodies.hash IS 'SHA-256 of the decompressed body as it was received, lower-case hex (requests.body_hash).';
COMMENT ON COLUMN bodies.compressed IS 'The body, compressed with Brotli (RFC 7932).';
COMMENT ON COLUMN bodies.bytes IS 'Bytes of the body, decompressed.';
COMMENT ON COLUMN bodies.struck IS 'Something was taken out of it, so that it no longer has its hash: fields about persons, or names of servers that asked to be forgotten.';

CREATE TABLE robots_files (
  host_id UINTEGER NOT NULL,
  visit_id UINTEGER NOT NULL,
  fetched_at TIMESTAMPTZ NOT NULL,
  outcome outcome NOT NULL,
  body VARCHAR
);
COMMENT ON TABLE robots_files IS 'The robots.txt of each host as last fetched; used for a day, so that it is not fetched again for every visit.';
COMMENT ON COLUMN robots_files.host_id IS 'Whose (hosts.id).';
COMMENT ON COLUMN robots_files.visit_id IS 'The visit that fetched it (visits.id).';
COMMENT ON COLUMN robots_files.fetched_at IS 'When.';
COMMENT ON COLUMN robots_files.outcome IS 'What asking for it came to.';
COMMENT ON COLUMN robots_files.body IS 'As received, up to 16 KiB. NULL when there was none to read.';

CREATE TABLE entity_tags (
  host_id UINTEGER NOT NULL,
  path VARCHAR NOT NULL,
  etag VARCHAR NOT NULL,
  version VARCHAR NOT NULL
);
COMMENT ON TABLE entity_tags IS 'What to send back when asking for a list again, so that a server need not send it when nothing changed. Only of lists that are held whole.';
COMMENT ON COLUMN entity_tags.host_id IS 'Whose list (hosts.id).';
COMMENT ON COLUMN entity_tags.path IS 'What was asked for, without scheme and host.';
COMMENT ON COLUMN entity_tags.etag IS 'Entity tag of the last answer, as sent.';
COMMENT ON COLUMN entity_tags.version IS 'Program version that read the list: another may read it otherwise, and asks for it anew.';

CREATE TABLE host_aliases (
  visit_id UINTEGER NOT NULL,
  host_id UINTEGER NOT NULL,
  alias VARCHAR NOT NULL
);
COMMENT ON TABLE host_aliases IS 'Other names a server gave for itself during one visit (handle domain, web domain).';
COMMENT ON COLUMN host_aliases.visit_id IS 'The visit that saw it (visits.id); the last answered visit holds the current ones.';
COMMENT ON COLUMN host_aliases.host_id IS 'The server (hosts.id).';
COMMENT ON COLUMN host_aliases.alias IS 'The other name. Visits of a crawl enter it into hosts as well.';

CREATE TABLE instance_facts (
  host_id UINTEGER NOT NULL,
  crawl_id UINTEGER NOT NULL,
  observed_at TIMESTAMPTZ NOT NULL,
  software VARCHAR,
  version VARCHAR,
  users UBIGINT,
  mau UBIGINT,
  active_halfyear UBIGINT,
  posts UBIGINT,
  language VARCHAR,
  open_registrations BOOLEAN,
  authorized_fetch BOOLEAN,
  allowlist_mode BOOLEAN
);
COMMENT ON TABLE instance_facts IS 'What a server said about itself, one row per observation; the newest row counts, older rows are its history.';
COMMENT ON COLUMN instance_facts.host_id IS 'The server (hosts.id).';
COMMENT ON COLUMN instance_facts.crawl_id IS 'The pass that saw it (crawls.id). An import may bring facts without a visit.';
COMMENT ON COLUMN instance_facts.observed_at IS 'When it said so.';
COMMENT ON COLUMN instance_facts.software IS 'NodeInfo software.name, lower-case.';
COMMENT ON COLUMN instance_facts.version IS 'NodeInfo software.version, as given.';
COMMENT ON COLUMN instance_facts.users IS 'Registered people.';
COMMENT ON COLUMN instance_facts.mau IS 'Monthly active people.';
COMMENT ON COLUMN instance_facts.active_halfyear IS 'People active within half a year.';
COMMENT ON COLUMN instance_facts.posts IS 'Posts written on the server.';
COMMENT ON COLUMN instance_facts.language IS 'BCP 47 primary language, lower-case.';
COMMENT ON COLUMN instance_facts.open_registrations IS 'Anyone may register.';
COMMENT ON COLUMN instance_facts.authorized_fetch IS 'It demands signed fetches. Almost never public.';
COMMENT ON COLUMN instance_facts.allowlist_mode IS 'It federates only with hosts it lists.';

CREATE TABLE list_observations (
  host_id UINTEGER NOT NULL,
  crawl_id UINTEGER NOT NULL,
  visit_id UINTEGER,
  kind list_kind NOT NULL,
  disclosure disclosure NOT NULL,
  reason outcome,
  entry_count UINTEGER NOT NULL,
  rejected_count UINTEGER NOT NULL,
  observed_at TIMESTAMPTZ NOT NULL,
  quarantined_count UINTEGER NOT NULL,
  duplicate_count UINTEGER NOT NULL,
  self_count UINTEGER NOT NULL,
  applied BOOLEAN NOT NULL
);
COMMENT ON TABLE list_observations IS 'Every time a list was asked for: whether it was there, and if not, why. No row means it was never asked for.';
COMMENT ON COLUMN list_observations.host_id IS 'Whose list (hosts.id).';
COMMENT ON COLUMN list_observations.crawl_id IS 'The pass (crawls.id).';
COMMENT ON COLUMN list_observations.visit_id IS 'The visit (visits.id). NULL when files brought a list of a server that was not visited.';
COMMENT ON COLUMN list_observations.kind IS 'Which list.';
COMMENT ON COLUMN list_observations.disclosure IS 'published: whole. partial: a later page failed. withheld: it has one and declines to give it. unsupported: its software has none, or none that this program reads. unreached: no answer.';
COMMENT ON COLUMN list_observations.reason IS 'Outcome of the request that decided it. NULL where none was needed. not-modified: the server said that nothing changed since we read it; the rows that stand are confirmed.';
COMMENT ON COLUMN list_observations.entry_count IS 'Entries read, each once; of an unchanged list, as when it was read.';
COMMENT ON COLUMN list_observations.rejected_count IS 'Entries that named nothing and were left out.';
COMMENT ON COLUMN list_observations.observed_at IS 'When.';
COMMENT ON COLUMN list_observations.quarantined_count IS 'Entries left out because the source names too many new servers below one domain.';
COMMENT ON COLUMN list_observations.duplicate_count IS 'Entries left out because the list already had them.';
COMMENT ON COLUMN list_observations.self_count IS 'Entries left out because they name the source itself.';
COMMENT ON COLUMN list_observations.applied IS 'What it showed is in the tables. false: it came late, after a newer list of the same kind and source, and changed nothing.';

CREATE TABLE peers (
  source_id UINTEGER NOT NULL,
  target_id UINTEGER NOT NULL,
  added_at TIMESTAMPTZ NOT NULL,
  removed_at TIMESTAMPTZ
);
COMMENT ON TABLE peers IS 'The source lists the target as a server it knows. A claim of the source, in that direction only.';
COMMENT ON COLUMN peers.source_id IS 'Whose list (hosts.id).';
COMMENT ON COLUMN peers.target_id IS 'Whom it names (hosts.id).';
COMMENT ON COLUMN peers.added_at IS 'First list that held it.';
COMMENT ON COLUMN peers.removed_at IS 'First whole list that no longer held it. NULL while it stands.';

CREATE TABLE blocks (
  source_id UINTEGER NOT NULL,
  target VARCHAR NOT NULL,
  action VARCHAR NOT NULL,
  digest VARCHAR,
  comment VARCHAR,
  added_at TIMESTAMPTZ NOT NULL,
  removed_at TIMESTAMPTZ
);
COMMENT ON TABLE blocks IS 'The source publicly declares an action on the target. A claim of the source about its own policy.';
COMMENT ON COLUMN blocks.source_id IS 'Who declares it (hosts.id).';
COMMENT ON COLUMN blocks.target IS 'What it names: a host, a suffix, a *.pattern or a masked name.';
COMMENT ON COLUMN blocks.action IS 'The software''s own word: suspend, silence, reject, blocked and so on.';
COMMENT ON COLUMN blocks.digest IS 'SHA-256 of the plain name, where one is published beside a masked name.';
COMMENT ON COLUMN blocks.comment IS 'The declarer''s public words; a change of words ends one row and begins another.';
COMMENT ON COLUMN blocks.added_at IS 'First list that held it.';
COMMENT ON COLUMN blocks.removed_at IS 'First whole list that no longer held it. NULL while it stands.';

CREATE TABLE allows (
  source_id UINTEGER NOT NULL,
  target VARCHAR NOT NULL,
  added_at TIMESTAMPTZ NOT NULL,
  removed_at TIMESTAMPTZ
);
COMMENT ON TABLE allows IS 'The source federates only with listed servers, and lists the target.';
COMMENT ON COLUMN allows.source_id IS 'Whose list (hosts.id).';
COMMENT ON COLUMN allows.target IS 'What it names: a host or a pattern.';
COMMENT ON COLUMN allows.added_at IS 'First list that held it.';
COMMENT ON COLUMN allows.removed_at IS 'First whole list that no longer held it. NULL while it stands.';

CREATE TABLE counts (
  source_id UINTEGER NOT NULL,
  target_id UINTEGER NOT NULL,
  follows_out UBIGINT NOT NULL,
  follows_in UBIGINT NOT NULL,
  added_at TIMESTAMPTZ NOT NULL,
  removed_at TIMESTAMPTZ
);
COMMENT ON TABLE counts IS 'Exact numbers of follows between two servers, as the source counts them. No person is named.';
COMMENT ON COLUMN counts.source_id IS 'Who counted (hosts.id).';
COMMENT ON COLUMN counts.target_id IS 'The other server (hosts.id).';
COMMENT ON COLUMN counts.follows_out IS 'Follows from people on the source to accounts on the target.';
COMMENT ON COLUMN counts.follows_in IS 'Follows from people on the target to accounts on the source.';
COMMENT ON COLUMN counts.added_at IS 'First list with these numbers; a change ends one row and begins another.';
COMMENT ON COLUMN counts.removed_at IS 'First whole list with other numbers, or without the target. NULL while it stands.';

CREATE TABLE blocklists (
  id UINTEGER NOT NULL,
  name VARCHAR NOT NULL
);
COMMENT ON TABLE blocklists IS 'Lists that people pass round, as imported from files. Nobody declares them by having them here: declarations of servers are in blocks.';
COMMENT ON COLUMN blocklists.id IS 'Number of the list, from 1.';
COMMENT ON COLUMN blocklists.name IS 'What it was imported as; a later import under the same name is a later state of the same list.';

CREATE TABLE blocklist_observations (
  blocklist_id UINTEGER NOT NULL,
  crawl_id UINTEGER NOT NULL,
  observed_at TIMESTAMPTZ NOT NULL,
  format VARCHAR NOT NULL,
  file_hash VARCHAR NOT NULL,
  entry_count UINTEGER NOT NULL,
  applied BOOLEAN NOT NULL
);
COMMENT ON TABLE blocklist_observations IS 'Every state of an imported list.';
COMMENT ON COLUMN blocklist_observations.blocklist_id IS 'The list (blocklists.id).';
COMMENT ON COLUMN blocklist_observations.crawl_id IS 'The import (crawls.id).';
COMMENT ON COLUMN blocklist_observations.observed_at IS 'When the file was true.';
COMMENT ON COLUMN blocklist_observations.format IS 'The dialect it was read as.';
COMMENT ON COLUMN blocklist_observations.file_hash IS 'SHA-256 of the file, lower-case hex.';
COMMENT ON COLUMN blocklist_observations.entry_count IS 'Entries read, each once.';
COMMENT ON COLUMN blocklist_observations.applied IS 'What it showed is in the table of entries. false: it came late, after a newer state, and changed nothing.';

CREATE TABLE blocklist_entries (
  blocklist_id UINTEGER NOT NULL,
  target VARCHAR NOT NULL,
  action VARCHAR NOT NULL,
  comment VARCHAR,
  added_at TIMESTAMPTZ NOT NULL,
  removed_at TIMESTAMPTZ
);
COMMENT ON TABLE blocklist_entries IS 'What imported lists hold, as intervals. Each file is the whole list of its time.';
COMMENT ON COLUMN blocklist_entries.blocklist_id IS 'The list (blocklists.id).';
COMMENT ON COLUMN blocklist_entries.target IS 'What it names: a host, a suffix, a *.pattern or a masked name.';
COMMENT ON COLUMN blocklist_entries.action IS 'The list''s own word; suspend where it has none.';
COMMENT ON COLUMN blocklist_entries.comment IS 'The list''s public words about it.';
COMMENT ON COLUMN blocklist_entries.added_at IS 'First state that held it.';
COMMENT ON COLUMN blocklist_entries.removed_at IS 'First state that no longer held it. NULL while it stands.';

CREATE TABLE snapshots (
  id VARCHAR NOT NULL,
  as_of TIMESTAMPTZ NOT NULL,
  host_count UINTEGER NOT NULL,
  peer_count UBIGINT NOT NULL,
  block_count UINTEGER NOT NULL,
  manifest JSON,
  withdrawn BOOLEAN NOT NULL,
  reissue_of VARCHAR
);
COMMENT ON TABLE snapshots IS 'Every frozen view that was taken; freezing again as of the same time gives the same content.';
COMMENT ON COLUMN snapshots.id IS 'First 16 hex digits of the SHA-256 of the content.';
COMMENT ON COLUMN snapshots.as_of IS 'What was known at this time is in it.';
COMMENT ON COLUMN snapshots.host_count IS 'Hosts in it.';
COMMENT ON COLUMN snapshots.peer_count IS 'Peer entries in it.';
COMMENT ON COLUMN snapshots.block_count IS 'Declared actions in it.';
COMMENT ON COLUMN snapshots.manifest IS 'Where it comes from: program version, crawls with their settings, coverage and counts. NULL in files of older forms.';
COMMENT ON COLUMN snapshots.withdrawn IS 'A server asked to be forgotten since: when it is asked for, the view as of its time is issued anew, under an id of its own.';
COMMENT ON COLUMN snapshots.reissue_of IS 'The withdrawn snapshot whose place it took. NULL otherwise.';

CREATE TABLE quarantined_domains (
  domain VARCHAR NOT NULL,
  names UINTEGER NOT NULL,
  first_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE quarantined_domains IS 'Registrable domains below which one source named more servers than any operator has. Names below them that nobody vouches for are not visited and count nowhere.';
COMMENT ON COLUMN quarantined_domains.domain IS 'The registrable domain.';
COMMENT ON COLUMN quarantined_domains.names IS 'Names below it that are in hosts, and the most that one list named beyond them.';
COMMENT ON COLUMN quarantined_domains.first_at IS 'The observation that was one name too many.';

CREATE TABLE floods (
  domain VARCHAR NOT NULL,
  source_domain VARCHAR NOT NULL
);
COMMENT ON TABLE floods IS 'Who named more servers below a quarantined domain than any operator has: lists from there vouch for none of them.';
COMMENT ON COLUMN floods.domain IS 'The quarantined domain (quarantined_domains.domain).';
COMMENT ON COLUMN floods.source_domain IS 'Registrable domain of the servers whose lists those are.';

CREATE TABLE consents (
  host_id UINTEGER NOT NULL,
  note VARCHAR NOT NULL,
  added_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE consents IS 'Servers whose people in charge gave permission to be asked beyond what robots.txt grants every crawler. One row per server.';
COMMENT ON COLUMN consents.host_id IS 'The server (hosts.id).';
COMMENT ON COLUMN consents.note IS 'Who gave it, when and how, in the words of whoever noted it.';
COMMENT ON COLUMN consents.added_at IS 'When it was noted.';

CREATE TABLE forgotten (
  salt VARCHAR NOT NULL,
  hash VARCHAR NOT NULL
);
COMMENT ON TABLE forgotten IS 'Servers that asked to be forgotten. Their names are not kept, only what is needed to leave them out when a list names them again.';
COMMENT ON COLUMN forgotten.salt IS 'Random text, lower-case hex.';
COMMENT ON COLUMN forgotten.hash IS 'SHA-256 of the salt followed by the name, lower-case hex.';

INSERT INTO schema_info VALUES (3);
