-- fail
-- The label of a stance is not the most probable one.
select stance_id, label, favor, against, neutral, unrelated
from racewatch.stances
where case label
    when 'favor' then favor
    when 'against' then against
    when 'neutral' then neutral
    else unrelated
end < greatest(favor, against, neutral, unrelated)
