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
    quotations.type,
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
where stances.proposition = %(proposition)s
    and stances.day between %(first_day)s and %(last_day)s
    and stances.subject in ('quote', 'outlet')
    and not stances.abstained
    and stances.label <> 'unrelated'
    and stories.relation is distinct from 'copy'
    and (%(speaker_ids)s::bigint[] is null or stances.speaker_id = any (%(speaker_ids)s::bigint[]))
order by stances.day desc, stances.score desc, stances.stance_id
limit %(most)s;
