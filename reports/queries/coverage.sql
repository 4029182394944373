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
where day between %(first_day)s and %(last_day)s
group by 1, 2, 3, 4, 5
order by 1, 2, 4;
