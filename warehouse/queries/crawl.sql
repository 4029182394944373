-- What the load of a crawl reads and writes, and what the next crawl must know.

-- name: upsert_outlet(outlet, name, country, languages, timezone, ownership, invented, expected_daily)!
-- An outlet as its card describes it now.
insert into racewatch.outlets (outlet, name, country, languages, timezone, ownership, invented, expected_daily)
values (:outlet, :name, :country, :languages, :timezone, :ownership, :invented, :expected_daily)
on conflict (outlet) do update set
    name = excluded.name,
    country = excluded.country,
    languages = excluded.languages,
    timezone = excluded.timezone,
    ownership = excluded.ownership,
    invented = excluded.invented,
    expected_daily = excluded.expected_daily
where (outlets.*) is distinct from (excluded.*);

-- name: lock_outlet(outlet)$
-- Nobody else loads outcomes of the outlet until this transaction ends.
select pg_advisory_xact_lock(hashtextextended('racewatch.load ' || :outlet, 0));

-- name: hold_run(run_id, outlet)$
-- Wait a second for a run, and hold it until the connection ends.
select
    set_config('lock_timeout', '1s', true),
    pg_advisory_lock(hashtextextended('racewatch.run ' || :run_id || ' ' || :outlet, 0));

-- name: release_run(run_id, outlet)$
-- Give a run back that this connection holds.
select pg_advisory_unlock(hashtextextended('racewatch.run ' || :run_id || ' ' || :outlet, 0));

-- name: start_run(run_id, outlet, kind, started_at)!
-- A run, begun or begun again: what it has loaded stays loaded.
insert into racewatch.runs (run_id, outlet, kind, started_at)
values (:run_id, :outlet, :kind, :started_at)
on conflict on constraint runs_key do update set
    kind = excluded.kind,
    started_at = excluded.started_at,
    finished_at = null,
    status = null,
    message = null;

-- name: finish_run(run_id, outlet, finished_at, status, message)!
-- How a run ended.
update racewatch.runs
set finished_at = :finished_at, status = :status, message = :message
where run_id = :run_id and outlet is not distinct from :outlet;

-- name: loaded_bytes(run_id, outlet)$
-- Where the next load of the outcome file of a run begins; null when there is no such run.
select loaded_bytes
from racewatch.runs
where run_id = :run_id and outlet is not distinct from :outlet;

-- name: advance_run(run_id, outlet, loaded_bytes)!
-- The outcome file is loaded up to a byte.
update racewatch.runs
set loaded_bytes = :loaded_bytes
where run_id = :run_id and outlet = :outlet and loaded_bytes < :loaded_bytes;

-- name: capture(run_id, outlet, url)^
-- The capture of a URL in a run, as far as it decides whether a later outcome replaces it.
select fetched_at, outcome, body_sha256, version_id
from racewatch.captures
where run_id = :run_id and outlet = :outlet and url = :url;

-- name: upsert_capture(run_id, outlet, url, fetched_at, outcome, reason, status_code, version_id, warc_file, warc_offset, etag, last_modified, body_sha256, due_at, is_source, n_listed, newest_at, part_of, part)!
-- What became of a URL in a run.
insert into racewatch.captures (
    run_id, outlet, url, fetched_at, outcome, reason, status_code, version_id,
    warc_file, warc_offset, etag, last_modified, body_sha256, due_at, is_source, n_listed, newest_at, part_of, part
)
values (
    :run_id, :outlet, :url, :fetched_at, :outcome, :reason, :status_code, :version_id,
    :warc_file, :warc_offset, :etag, :last_modified, :body_sha256, :due_at, :is_source, :n_listed, :newest_at, :part_of, :part
)
on conflict on constraint captures_key do update set
    fetched_at = excluded.fetched_at,
    outcome = excluded.outcome,
    reason = excluded.reason,
    status_code = excluded.status_code,
    version_id = excluded.version_id,
    warc_file = excluded.warc_file,
    warc_offset = excluded.warc_offset,
    etag = excluded.etag,
    last_modified = excluded.last_modified,
    body_sha256 = excluded.body_sha256,
    due_at = excluded.due_at,
    is_source = excluded.is_source,
    n_listed = excluded.n_listed,
    newest_at = excluded.newest_at,
    part_of = excluded.part_of,
    part = excluded.part;

-- name: article(outlet, url)$
-- Id of an article; null when it is new.
select article_id from racewatch.articles where outlet = :outlet and url = :url;

-- name: insert_article(outlet, url, first_seen_at)$
-- A new article; null when another load has just inserted it.
insert into racewatch.articles (outlet, url, first_seen_at, day)
values (:outlet, :url, :first_seen_at, (:first_seen_at::timestamptz at time zone 'UTC')::date)
on conflict on constraint articles_key do nothing
returning article_id;

-- name: version(article_id, content_sha256)$
-- Id of a version; null when the wording is new.
select version_id from racewatch.versions where article_id = :article_id and content_sha256 = :content_sha256;

-- name: insert_version(article_id, content_sha256, title, text, status, language, byline, section, published_at, published_zone, published_day, published_precision, published_source, revised_at, origin_kind, origin_name, origin_url, origin_evidence, method, replaced, search)$
-- A new wording of an article; null when another load has just inserted it.
insert into racewatch.versions (
    article_id, content_sha256, title, text, status, language, byline, section,
    published_at, published_zone, published_day, published_precision, published_source, revised_at,
    origin_kind, origin_name, origin_url, origin_evidence, method, replaced, search
)
values (
    :article_id, :content_sha256, :title, :text, :status, :language, :byline::text[], :section,
    :published_at, :published_zone, :published_day, :published_precision, :published_source, :revised_at,
    :origin_kind, :origin_name, :origin_url, :origin_evidence, :method, :replaced,
    racewatch.stemmed(:search::tsvector)
)
on conflict on constraint versions_key do nothing
returning version_id;

-- name: describe_version(version_id, status, language, byline, section, published_at, published_zone, published_day, published_precision, published_source, revised_at, origin_kind, origin_name, origin_url, origin_evidence, method, fetched_at)!
-- The metadata that a capture of a known wording shows, unless a newer one shows it, too.
update racewatch.versions set
    status = :status,
    language = :language,
    byline = :byline::text[],
    section = :section,
    published_at = :published_at,
    published_zone = :published_zone,
    published_day = :published_day,
    published_precision = :published_precision,
    published_source = :published_source,
    revised_at = :revised_at,
    origin_kind = :origin_kind,
    origin_name = :origin_name,
    origin_url = :origin_url,
    origin_evidence = :origin_evidence,
    method = :method
where version_id = :version_id
    and not exists (
        select from racewatch.captures
        where captures.version_id = :version_id and captures.fetched_at > :fetched_at
    )
    and (
        status, language, byline, section, published_at, published_zone, published_day, published_precision,
        published_source, revised_at, origin_kind, origin_name, origin_url, origin_evidence, method
    ) is distinct from (
        :status, :language, :byline::text[], :section, :published_at, :published_zone, :published_day,
        :published_precision, :published_source, :revised_at, :origin_kind, :origin_name, :origin_url,
        :origin_evidence, :method
    );

-- name: derive_article(article_id)!
-- First sight, current version and day of an article, from its captures; of two captures of the same instant the later
-- load wins.
with seen as (
    select captures.fetched_at, captures.capture_id, versions.version_id, versions.published_day
    from racewatch.captures
    join racewatch.versions on versions.version_id = captures.version_id
    where versions.article_id = :article_id
),
newest as (
    select version_id, published_day from seen order by fetched_at desc, capture_id desc limit 1
),
derived as (
    select
        first.first_seen_at,
        newest.version_id,
        coalesce(newest.published_day, (first.first_seen_at at time zone 'UTC')::date) as day
    from newest
    cross join (select min(fetched_at) as first_seen_at from seen) as first
)
update racewatch.articles
set first_seen_at = derived.first_seen_at, current_version_id = derived.version_id, day = derived.day
from derived
where articles.article_id = :article_id
    and (articles.first_seen_at, articles.current_version_id, articles.day)
        is distinct from (derived.first_seen_at, derived.version_id, derived.day);

-- name: known_urls(outlet)
-- One row per URL of an outlet whose body has been fetched: what a conditional request needs, from its newest body; of
-- a source also where that body is.
select distinct on (known.url)
    known.url, known.etag, known.last_modified, known.body_sha256, body.warc_file, body.warc_offset
from racewatch.captures as known
left join lateral (
    select warc_file, warc_offset
    from racewatch.captures
    where known.is_source
        and captures.is_source
        and captures.outlet = known.outlet
        and captures.url = known.url
        and captures.outcome = 'filtered'
        and captures.n_listed is not null
    order by captures.fetched_at desc, captures.capture_id desc
    limit 1
) as body on true
where known.outlet = :outlet
    and known.outcome not in ('failed', 'blocked', 'due')
    and known.part_of is null
    and (known.body_sha256 is not null or known.etag is not null or known.last_modified is not null)
order by known.url, known.fetched_at desc, known.capture_id desc;

-- name: due_urls(outlet, now)
-- URLs of an outlet that were left over, or failed and whose time has come again, the longest waiting first.
select url
from racewatch.ledger
where outlet = :outlet and next_try_at <= :now
order by next_try_at, url;

-- name: waiting_urls(outlet, now)
-- URLs of an outlet that failed and are not to be tried now: their time has not come, or they are set aside.
select url, failures, next_try_at
from racewatch.ledger
where outlet = :outlet and failures > 0 and (next_try_at > :now or next_try_at is null)
order by url;

-- name: resting_sources(outlet, now)
-- Sources of an outlet that are not to be polled yet.
select url from racewatch.sources where outlet = :outlet and next_poll_at > :now order by url;

-- name: sources_of(outlet)
-- The sources of an outlet: how often each changes, and when it is polled next.
select url, last_polled_at, last_success_at, last_changed_at, failures, n_listed, newest_at, n_steps, n_changes, next_poll_at
from racewatch.sources
where outlet = :outlet
order by url;

-- name: closed_hosts(outlet, now)
-- Hosts that have asked for patience beyond now, each with the end of it.
select substring(url from '^[a-z]+://(?:[^/@]*@)?(\[[^]]*\]|[^/:?#]+)') as host, max(due_at) as until
from racewatch.captures
where outlet = :outlet and due_at > :now and status_code in (429, 503)
group by host
order by host;

-- name: leave_due(run_id, outlet, url, fetched_at, reason, due_at)!
-- A URL that a run has seen and not come to, unless the run has an outcome of it.
insert into racewatch.captures (run_id, outlet, url, fetched_at, outcome, reason, due_at)
values (:run_id, :outlet, :url, :fetched_at, 'due', :reason, :due_at)
on conflict on constraint captures_key do nothing;

-- name: unfinished_runs(outlet, kind)
-- Runs of an outlet that died or are still at work, the oldest first; who can hold one knows that it died.
select run_id
from racewatch.runs
where outlet = :outlet and kind = :kind and finished_at is null
order by started_at, run_id;

-- name: set_aside()
-- URLs that failed too often to be tried again without a requeue.
select outlet, url, failures, first_failed_at, last_failed_at, failure from marts.set_aside;

-- name: archived_pages(outlets, from_day, to_day, run_id)
-- Captures that show a version and have their page in the archive, by file and place, each with the places of the further
-- pages of its article, and whether these are all.
select
    captures.capture_id,
    captures.run_id,
    captures.outlet,
    captures.url,
    captures.fetched_at,
    captures.warc_file,
    captures.warc_offset,
    captures.outcome,
    captures.reason,
    versions.title,
    versions.text,
    versions.status,
    versions.published_at,
    versions.published_source,
    versions.byline,
    versions.language,
    versions.section,
    coalesce(further.files, '{}') as further_files,
    coalesce(further.offsets, '{}') as further_offsets,
    coalesce(further.whole, true) as whole
from racewatch.captures
left join racewatch.versions on versions.version_id = captures.version_id
left join lateral (
    select
        array_agg(parts.warc_file order by parts.part) filter (where parts.is_read) as files,
        array_agg(parts.warc_offset order by parts.part) filter (where parts.is_read) as offsets,
        bool_and(parts.is_read) as whole
    from (
        select *, outcome = 'filtered' and warc_file is not null as is_read
        from racewatch.captures as part
        where part.run_id = captures.run_id and part.outlet = captures.outlet and part.part_of = captures.url
    ) as parts
) as further on true
where not is_source
    and captures.part_of is null
    and status_code = 200
    and warc_file is not null
    and (captures.version_id is not null or reason in ('no text on the page', 'no article on the page'))
    and (:outlets::text[] = '{}' or captures.outlet = any(:outlets::text[]))
    and (:from_day::date is null or fetched_at >= :from_day::date)
    and (:to_day::date is null or fetched_at < :to_day::date + 1)
    and (:run_id::text is null or captures.run_id = :run_id)
order by warc_file, warc_offset;

-- name: capture_row(capture_id)^
-- Everything of a capture that reading its page again keeps.
select
    run_id, outlet, url, fetched_at, status_code, etag, last_modified, body_sha256, warc_file, warc_offset,
    outcome = 'failed' and version_id is not null as lacks_pages, reason, due_at
from racewatch.captures
where capture_id = :capture_id;

-- name: requeue(outlet, url, requeued_at)!
-- A URL that was set aside is due again; its failures are forgiven.
insert into racewatch.requeues (outlet, url, requeued_at)
select outlet, url, :requeued_at from racewatch.ledger where outlet = :outlet and url = :url and set_aside
on conflict (outlet, url) do update set requeued_at = excluded.requeued_at;

-- name: outlet_alarms(outlet, as_of)
-- What is wrong with an outlet, one row an alarm.
select distinct alarm
from racewatch.outlet_health(:as_of) as health
cross join lateral unnest(health.alarms) as alarm
where health.outlet = :outlet
order by alarm;

-- name: all_alarms(as_of)
-- What is wrong with any outlet, one row an alarm.
select distinct health.outlet, alarm
from racewatch.outlet_health(:as_of) as health
cross join lateral unnest(health.alarms) as alarm
order by health.outlet, alarm;

-- name: run_outcomes(run_id, outlet)
-- What a run asked the web for: sources and pages, and how many of each could be read.
select
    count(*) filter (where is_source and outcome <> 'due') as n_sources,
    count(*) filter (where is_source and outcome in ('filtered', 'unchanged')) as n_sources_read,
    count(*) filter (where not is_source and outcome <> 'due' and status_code is not null) as n_pages,
    count(*) filter (
        where not is_source and outcome in ('new', 'changed', 'unchanged', 'duplicate', 'paywalled')
    ) as n_pages_read,
    (array_agg(reason order by fetched_at desc) filter (where is_source and outcome in ('failed', 'blocked')))[1]
        as source_reason,
    mode() within group (order by reason) filter (
        where not is_source and status_code is not null and outcome in ('failed', 'blocked', 'filtered')
    ) as page_reason
from racewatch.captures
where run_id = :run_id and outlet = :outlet and part_of is null;
