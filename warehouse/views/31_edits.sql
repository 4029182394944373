-- One row per article and change of its wording, from one capture to the next that shows another version.
create or replace view marts.edits as
with seen as (
    select
        versions.article_id,
        versions.version_id,
        captures.fetched_at,
        captures.capture_id,
        lag(versions.version_id) over by_time as version_before,
        array_agg(versions.version_id) over (
            by_time rows between unbounded preceding and 1 preceding
        ) as versions_before
    from racewatch.captures
    join racewatch.versions on versions.version_id = captures.version_id
    window by_time as (partition by versions.article_id order by captures.fetched_at, captures.capture_id)
)
select
    seen.article_id,
    articles.outlet,
    articles.url,
    seen.fetched_at as seen_at,
    seen.version_before as from_version_id,
    seen.version_id as to_version_id,
    seen.version_id = any(seen.versions_before) as went_back,
    old.title as old_title,
    new.title as new_title,
    array(
        select paragraph from unnest(string_to_array(old.text, E'\n')) with ordinality as gone (paragraph, place)
        where paragraph <> all(coalesce(string_to_array(new.text, E'\n'), '{}'))
        order by place
    ) as removed,
    array(
        select paragraph from unnest(string_to_array(new.text, E'\n')) with ordinality as came (paragraph, place)
        where paragraph <> all(coalesce(string_to_array(old.text, E'\n'), '{}'))
        order by place
    ) as added
from seen
join racewatch.articles on articles.article_id = seen.article_id
join racewatch.versions as old on old.version_id = seen.version_before
join racewatch.versions as new on new.version_id = seen.version_id
where seen.version_id <> seen.version_before;
comment on view marts.edits is
    'One row per article and change of its wording, from one capture to the next that shows another version.';
comment on column marts.edits.article_id is 'Id of the article.';
comment on column marts.edits.outlet is 'Id of the outlet.';
comment on column marts.edits.url is 'Canonical URL of the article.';
comment on column marts.edits.seen_at is 'Time of the fetch that showed the new wording.';
comment on column marts.edits.from_version_id is 'Version before.';
comment on column marts.edits.to_version_id is 'Version after.';
comment on column marts.edits.went_back is 'Whether the new wording is one that the article has had before.';
comment on column marts.edits.old_title is 'Headline before.';
comment on column marts.edits.new_title is 'Headline after.';
comment on column marts.edits.removed is 'Paragraphs that the new wording lacks, in their order.';
comment on column marts.edits.added is 'Paragraphs that the old wording lacks, in their order.';
