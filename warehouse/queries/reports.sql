-- Rows for the command line, reports and mails.

-- name: stance_trend(proposition, first_day, last_day)
-- One row per day, side and language: coverage and counted statements (quotations and sentences of outlets), for days
-- on which something was published.
with statements as (
    select
        day,
        outlet,
        language,
        side,
        max(n_coverage) as n_coverage,
        max(n_relevant) as n_relevant,
        sum(favor) filter (where subject <> 'article') as favor,
        sum(against) filter (where subject <> 'article') as against,
        sum(neutral) filter (where subject <> 'article') as neutral,
        sum(unrelated) filter (where subject <> 'article') as unrelated,
        sum(abstained) filter (where subject <> 'article') as abstained
    from marts.stance_daily
    where proposition = :proposition and day between :first_day and :last_day
    group by day, outlet, language, side
)
select
    day,
    side,
    language,
    sum(n_coverage)::integer as n_coverage,
    sum(n_relevant)::integer as n_relevant,
    sum(favor)::integer as favor,
    sum(against)::integer as against,
    sum(neutral)::integer as neutral,
    sum(unrelated)::integer as unrelated,
    sum(abstained)::integer as abstained
from statements
group by day, side, language
order by day, side, language;

-- name: outlet_health()
-- One row per outlet: when it was last asked, when it last brought something, and how its last finished run went.
select
    outlets.outlet,
    outlets.name,
    newest.started_at as last_run_at,
    newest.status as last_status,
    newest.message as last_message,
    (
        select max(captures.fetched_at)
        from racewatch.captures
        where captures.outlet = outlets.outlet and captures.version_id is not null
    ) as last_article_at,
    tallied.urls,
    tallied.readable,
    tallied.failed
from racewatch.outlets
left join lateral (
    select runs.run_id, runs.started_at, runs.status, runs.message
    from racewatch.runs
    where runs.outlet = outlets.outlet and runs.finished_at is not null
    order by runs.started_at desc
    limit 1
) as newest on true
left join lateral (
    select
        count(*)::integer as urls,
        (count(*) filter (where captures.version_id is not null))::integer as readable,
        (count(*) filter (where captures.outcome = 'failed'))::integer as failed
    from racewatch.captures
    where captures.outlet = outlets.outlet and captures.run_id = newest.run_id
) as tallied on true
order by outlets.outlet;

-- name: totals()
-- One row: how much the warehouse holds.
select
    (select count(*) from racewatch.outlets)::integer as outlets,
    (select count(*) from racewatch.articles)::integer as articles,
    (select count(*) from racewatch.versions)::integer as versions,
    (select count(*) from racewatch.quotations)::integer as quotations,
    (select count(*) from racewatch.stances)::integer as stances,
    (select count(*) from racewatch.stories)::integer as stories;

-- name: captured_articles()
-- One row per captured URL: what became of it, and the article as its current version shows it, if there is one.
select distinct on (captures.outlet, captures.url)
    captures.outlet,
    captures.url,
    captures.outcome,
    captures.reason,
    versions.title,
    versions.text,
    versions.published_at,
    versions.published_day,
    versions.published_precision,
    versions.language
from racewatch.captures
left join racewatch.versions using (version_id)
order by captures.outlet, captures.url, captures.capture_id desc;
