-- One row per article, in its current version.
create or replace view marts.articles as
select
    articles.article_id,
    versions.version_id,
    articles.outlet,
    outlets.name as outlet_name,
    outlets.country,
    racewatch.side(outlets.country) as side,
    coalesce(annotations.language, versions.language) as language,
    articles.url,
    versions.title,
    versions.byline,
    versions.section,
    versions.published_at,
    versions.published_zone,
    versions.published_precision,
    versions.published_source,
    articles.first_seen_at,
    articles.day,
    case when versions.published_day is null then 'first_seen' else 'published' end as day_source,
    versions.status,
    versions.origin_kind,
    versions.origin_name,
    versions.origin_url,
    annotations.relevant,
    story_members.story_id,
    versions.text,
    versions.search,
    outlets.invented
from racewatch.articles
join racewatch.versions on versions.version_id = articles.current_version_id
join racewatch.outlets on outlets.outlet = articles.outlet
left join racewatch.current_annotations annotations on annotations.version_id = versions.version_id
left join racewatch.story_members on story_members.version_id = versions.version_id;
comment on view marts.articles is 'One row per article, in its current version: that of its newest capture.';
comment on column marts.articles.article_id is 'Id of the article: outlet and canonical URL.';
comment on column marts.articles.version_id is 'Id of the current version of its text.';
comment on column marts.articles.outlet is 'Id of the outlet.';
comment on column marts.articles.outlet_name is 'Name of the outlet.';
comment on column marts.articles.country is 'Country of the outlet, ISO 3166-1 alpha-2.';
comment on column marts.articles.side is 'Side of the outlet: US, CN or other.';
comment on column marts.articles.language is 'Language of the text, ISO 639-1: as found in it, else as the page says.';
comment on column marts.articles.url is 'Canonical URL on the outlet''s own hosts.';
comment on column marts.articles.title is 'Headline.';
comment on column marts.articles.byline is 'Authors in the order of the page.';
comment on column marts.articles.section is 'Section of the outlet.';
comment on column marts.articles.published_at is 'Time of publication as the page states it; null when it states none.';
comment on column marts.articles.published_zone is 'Zone in which the page states it: an offset such as +08:00.';
comment on column marts.articles.published_precision is 'second, minute or day.';
comment on column marts.articles.published_source is
    'Where on the page the time was read: json_ld, meta, html, url, feed or text.';
comment on column marts.articles.first_seen_at is 'Time of the first fetch that showed it.';
comment on column marts.articles.day is
    'UTC day of publication (the page''s own date where it states only a day), else of first sight.';
comment on column marts.articles.day_source is 'What day is: published or first_seen.';
comment on column marts.articles.status is 'ok, paywalled or truncated.';
comment on column marts.articles.origin_kind is 'wire or republication when another outlet published the text first.';
comment on column marts.articles.origin_name is 'Name of the origin.';
comment on column marts.articles.origin_url is 'Link to the origin.';
comment on column marts.articles.relevant is 'Whether it speaks of the subject; null while no model has read it.';
comment on column marts.articles.story_id is
    'Story that it tells, perhaps alone; null while it is not grouped, as articles off the subject never are.';
comment on column marts.articles.text is
    'Paragraphs separated by newlines. For analysis: publishers'' full texts are not republished.';
comment on column marts.articles.search is 'Search vector: where search @@ marts.search_query(''芯片 export controls'').';
comment on column marts.articles.invented is 'True when the outlet does not exist (samples).';
