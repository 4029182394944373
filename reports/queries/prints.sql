-- One row per article of a story that had a relevant article in these days, older prints of it too; an article without
-- a story is one of its own. With the numbers of its counted statements by label.
with recent as (
    select distinct stories.story_id, case when stories.story_id is null then articles.article_id end as alone
    from marts.articles
    left join marts.stories using (article_id)
    where articles.day between %(first_day)s and %(last_day)s and articles.relevant
),
stated as (
    select
        article_id,
        count(*) filter (where label = 'favor') as favor,
        count(*) filter (where label = 'against') as against,
        count(*) filter (where label = 'neutral') as neutral
    from marts.stances
    where proposition = %(proposition)s and subject in ('quote', 'outlet') and not abstained
    group by article_id
)
select
    stories.story_id,
    articles.article_id,
    articles.outlet,
    articles.outlet_name,
    articles.side as outlet_side,
    coalesce(articles.language, 'und') as language,
    coalesce(articles.title, articles.url) as title,
    articles.day,
    articles.url,
    articles.origin_name,
    stories.relation is not distinct from 'copy' as copy,
    articles.invented,
    coalesce(stated.favor, 0) as favor,
    coalesce(stated.against, 0) as against,
    coalesce(stated.neutral, 0) as neutral
from recent
join marts.articles on articles.story_id = recent.story_id or articles.article_id = recent.alone
left join marts.stories using (article_id)
left join stated using (article_id)
where articles.day <= %(last_day)s
order by stories.story_id, articles.day, articles.article_id;
