-- warn
-- The stored stance_daily counts other articles than marts.articles holds: it was not refreshed.
with stored as (
    select distinct day, outlet, language, n_coverage from marts.stance_daily
),
counted as (
    select day, outlet, coalesce(language, 'und') as language, count(*)::integer as n_coverage
    from marts.articles
    where exists (select from racewatch.propositions)
    group by day, outlet, coalesce(language, 'und')
)
select day, outlet, language, stored.n_coverage as stored, counted.n_coverage as counted
from stored
full join counted using (day, outlet, language)
where stored.n_coverage is distinct from counted.n_coverage
