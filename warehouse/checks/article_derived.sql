-- fail
-- What an article derives from captures (first sight, current version) is not what its captures say.
select articles.article_id, articles.first_seen_at, articles.current_version_id, seen.first_seen_at as first_captured_at,
    seen.version_id as captured_version_id
from racewatch.articles
left join lateral (
    select
        min(captures.fetched_at) as first_seen_at,
        (array_agg(captures.version_id order by captures.fetched_at desc, captures.capture_id desc))[1] as version_id
    from racewatch.captures
    join racewatch.versions using (version_id)
    where versions.article_id = articles.article_id
) as seen on true
where (articles.first_seen_at, articles.current_version_id) is distinct from (seen.first_seen_at, seen.version_id)
