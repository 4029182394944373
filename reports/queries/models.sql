-- One row per model and revision whose labels are in the counts, with how many of them are its.
select model, revision, count(*) as n
from marts.stances
where proposition = %(proposition)s and day between %(first_day)s and %(last_day)s and subject in ('quote', 'outlet')
group by model, revision
order by n desc, model, revision;
