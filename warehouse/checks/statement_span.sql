-- fail
-- A sentence of an outlet was judged that lies outside the text.
select 'stance' as what, stance_id as id, span
from racewatch.stances
join racewatch.annotations using (annotation_id)
join racewatch.versions using (version_id)
where voice = 'outlet' and not (0 <= span[1] and span[1] < span[2] and span[2] <= coalesce(length(text), 0))
union all
select 'tone', tone_id, span
from racewatch.tones
join racewatch.annotations using (annotation_id)
join racewatch.versions using (version_id)
where voice = 'outlet' and not (0 <= span[1] and span[1] < span[2] and span[2] <= coalesce(length(text), 0))
