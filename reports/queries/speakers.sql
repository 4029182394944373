-- One row per speaker with a statement that is counted, those with most of them first, at most so many. Unnamed ones,
-- such as analysts or 专家, are many people under one name and left out; the marts do not tell them, so racewatch.speakers
-- does.
select
    stances.speaker_id,
    min(stances.speaker) as speaker,
    count(*) filter (where label = 'favor') as favor,
    count(*) filter (where label = 'against') as against,
    count(*) filter (where label = 'neutral') as neutral
from marts.stances
join racewatch.speakers on speakers.speaker_id = stances.speaker_id
left join marts.stories using (article_id)
where stances.proposition = %(proposition)s
    and stances.day between %(first_day)s and %(last_day)s
    and stances.subject = 'quote'
    and speakers.kind is distinct from 'unnamed'
    and not abstained
    and label <> 'unrelated'
    and stories.relation is distinct from 'copy'
group by stances.speaker_id
order by count(*) desc, min(stances.speaker), stances.speaker_id
limit %(most)s;
