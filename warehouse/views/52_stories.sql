-- One row per article that tells a story, in its current version.
create or replace view marts.stories as
select
    story_members.story_id,
    articles.article_id,
    articles.version_id,
    story_members.relation,
    story_members.score,
    articles.language,
    articles.outlet,
    articles.side as outlet_side,
    articles.day,
    articles.title,
    articles.url
from marts.articles
join racewatch.story_members on story_members.version_id = articles.version_id;
comment on view marts.stories is
    'One row per article that tells a story, in its current version; a story crosses outlets and languages.';
comment on column marts.stories.story_id is 'Id of the story: the version of its earliest member.';
comment on column marts.stories.article_id is 'Article that tells it.';
comment on column marts.stories.version_id is 'Version of its text.';
comment on column marts.stories.relation is 'origin (who published it first), copy (the same text) or same_event.';
comment on column marts.stories.score is 'How sure the grouping is, 0 to 1.';
comment on column marts.stories.language is 'Language of the article, ISO 639-1.';
comment on column marts.stories.outlet is 'Outlet of the article.';
comment on column marts.stories.outlet_side is 'Side of the outlet: US, CN or other.';
comment on column marts.stories.day is 'Day of the article, as in marts.articles.';
comment on column marts.stories.title is 'Headline of the article.';
comment on column marts.stories.url is 'Link to the article.';
