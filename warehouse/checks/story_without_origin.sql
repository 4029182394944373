-- warn
-- A story has no member that is its origin, or several.
select story_id, count(*) as members, count(*) filter (where relation = 'origin') as origins
from racewatch.story_members
group by story_id
having count(*) filter (where relation = 'origin') <> 1
