-- fail
-- What an article derives from captures (first sight, current version, day) is not what its captures say.
select
    articles.article_id,
    articles.first_seen_at,
    articles.current_version_id,
    articles.day,
    seen.first_seen_at as captured_first,
    seen.version_id as captured_version_id
from racewatch.articles
left join (
    select
        versions.article_id,
        min(captures.fetched_at) as first_seen_at,
        (array_agg(captures.version_id order by captures.fetched_at desc, captures.capture_id desc))[1] as version_id
    from racewatch.captures
    join racewatch.versions using (version_id)
    group by versions.article_id
) as seen on seen.article_id = articles.article_id
left join racewatch.versions on versions.version_id = seen.version_id
where (articles.first_seen_at, articles.current_version_id, articles.day) is distinct from (
    seen.first_seen_at,
    seen.version_id,
    coalesce(versions.published_day, (seen.first_seen_at at time zone 'UTC')::date)
)
