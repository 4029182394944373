-- The rows that a trend is made of, all from schema marts.
--
-- A statement is a quotation or a sentence in an outlet's own voice. One that stands in a copy of an article that
-- another outlet (or the same one) published before is a reprint: it is numbered apart, so that a wire copy counts
-- once. For every sum below, statements and reprints together are those of marts.stance_daily.

-- name: proposition(proposition)^
-- One row: the proposition in its current wording; none if it is not known. The newest statement carries no wording,
-- so this is the one table that is read outside marts.
select proposition, version, texts
from racewatch.current_propositions
where proposition = :proposition;

-- name: counts(proposition, first_day, last_day)
-- One row per day, kind of subject, outlet, language and side that speakers stand for ('' when not stated).
select
    stances.day,
    stances.subject,
    stances.outlet,
    articles.outlet_name,
    coalesce(stances.language, 'und') as language,
    stances.outlet_side as side,
    coalesce(stances.speaker_side, '') as speaker_side,
    count(*) filter (where not reprint and not abstained and label = 'favor') as favor,
    count(*) filter (where not reprint and not abstained and label = 'against') as against,
    count(*) filter (where not reprint and not abstained and label = 'neutral') as neutral,
    count(*) filter (where not reprint and not abstained and label = 'unrelated') as unrelated,
    count(*) filter (where not reprint and abstained) as abstained,
    count(*) filter (where reprint and not abstained and label <> 'unrelated') as copies
from marts.stances
join marts.articles using (article_id)
left join marts.stories using (article_id)
cross join lateral (select stories.relation is not distinct from 'copy' as reprint) as printed
where stances.proposition = :proposition
    and stances.day between :first_day and :last_day
group by 1, 2, 3, 4, 5, 6, 7
order by 1, 2, 3, 5, 7;

-- name: coverage(first_day, last_day)
-- One row per day, outlet and language: articles seen, those of them that are relevant, whether the outlet is invented.
select
    day,
    outlet,
    outlet_name,
    coalesce(language, 'und') as language,
    side,
    count(*) as n_coverage,
    count(*) filter (where relevant) as n_relevant,
    bool_or(invented) as invented
from marts.articles
where day between :first_day and :last_day
group by 1, 2, 3, 4, 5
order by 1, 2, 4;

-- name: speakers(proposition, first_day, last_day, most)
-- One row per speaker, those with most statements first: at most so many, each with at least one that takes a stand.
-- "Unnamed" ones, such as analysts or 专家, are many people under one name and left out.
select
    stances.speaker_id,
    min(stances.speaker) as speaker,
    count(*) filter (where label = 'favor') as favor,
    count(*) filter (where label = 'against') as against,
    count(*) filter (where label = 'neutral') as neutral
from marts.stances
left join marts.stories using (article_id)
where stances.proposition = :proposition
    and stances.day between :first_day and :last_day
    and stances.subject = 'quote'
    and stances.speaker_id is not null
    and not abstained
    and label <> 'unrelated'
    and stories.relation is distinct from 'copy'
group by stances.speaker_id
order by count(*) desc, min(stances.speaker), stances.speaker_id
limit :most;

-- name: statements(proposition, first_day, last_day, speaker_ids)
-- One row per statement that is counted (stated, not abstained, no reprint), newest first, of the given speakers, or of
-- everybody where speaker_ids is null; with what a reader needs to check it.
select
    stances.stance_id,
    stances.subject,
    stances.text,
    coalesce(stances.language, 'und') as language,
    stances.label,
    stances.score,
    stances.day,
    stances.outlet,
    articles.outlet_name,
    stances.outlet_side,
    stances.article_id,
    stances.title,
    stances.url,
    stances.speaker_id,
    stances.speaker,
    quotations.affiliation,
    quotations.role,
    stances.speaker_side,
    articles.origin_name,
    articles.invented,
    (
        select count(*)
        from marts.stories copies
        where copies.story_id = stories.story_id and stories.relation = 'origin' and copies.relation = 'copy'
    ) as copies
from marts.stances
join marts.articles using (article_id)
left join marts.quotations using (quotation_id)
left join marts.stories on stories.article_id = stances.article_id
where stances.proposition = :proposition
    and stances.day between :first_day and :last_day
    and stances.subject in ('quote', 'outlet')
    and not stances.abstained
    and stances.label <> 'unrelated'
    and stories.relation is distinct from 'copy'
    and (:speaker_ids::bigint[] is null or stances.speaker_id = any (:speaker_ids::bigint[]))
order by stances.day desc, stances.score desc, stances.stance_id
limit :most;

-- name: prints(proposition, first_day, last_day)
-- One row per article of a story that had a relevant article in these days, older prints of it too; an article without
-- a story is one of its own. With the numbers of its counted statements by label.
with recent as (
    select distinct stories.story_id, case when stories.story_id is null then articles.article_id end as alone
    from marts.articles
    left join marts.stories using (article_id)
    where articles.day between :first_day and :last_day and articles.relevant
),
stated as (
    select
        article_id,
        count(*) filter (where label = 'favor') as favor,
        count(*) filter (where label = 'against') as against,
        count(*) filter (where label = 'neutral') as neutral
    from marts.stances
    where proposition = :proposition and subject in ('quote', 'outlet') and not abstained
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
where articles.day <= :last_day
order by stories.story_id, articles.day, articles.article_id;

-- name: models(proposition, first_day, last_day)
-- One row per model and revision whose labels are in the counts, with how many of them are its.
select model, revision, count(*) as n
from marts.stances
where proposition = :proposition and day between :first_day and :last_day and subject in ('quote', 'outlet')
group by model, revision
order by n desc, model, revision;
