-- One row per day, kind of subject, outlet, language and side that speakers stand for ('' when not stated).
-- A statement in a copy of an article that was published before is a reprint: it is numbered apart, so that a wire copy
-- counts once. favor + against + neutral and copies add up to the same three of marts.stance_daily.
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
where stances.proposition = %(proposition)s
    and stances.day between %(first_day)s and %(last_day)s
group by 1, 2, 3, 4, 5, 6, 7
order by 1, 2, 3, 5, 7;
