-- warn
-- The newest run of an outlet asked for pages, and not one could be read or was known.
select captures.outlet, newest.run_id, count(*) as urls, min(captures.reason) as a_reason
from (
    select distinct on (outlet) outlet, run_id
    from racewatch.runs
    where outlet is not null and finished_at is not null
    order by outlet, started_at desc
) as newest
join racewatch.captures using (outlet, run_id)
group by captures.outlet, newest.run_id
having count(*) filter (where outcome in ('new', 'changed', 'unchanged', 'duplicate', 'paywalled')) = 0
