-- fail
-- The four probabilities of a stance do not sum to 1, or one lies outside 0 to 1.
select stance_id, favor, against, neutral, unrelated
from racewatch.stances
where abs(favor + against + neutral + unrelated - 1) > 0.001
    or least(favor, against, neutral, unrelated) < 0
    or 'NaN' in (favor, against, neutral, unrelated)
