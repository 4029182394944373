-- One row per URL that failed too often to be tried without a requeue.
create or replace view marts.set_aside as
select outlet, url, failures, first_failed_at, last_failed_at, failure
from racewatch.ledger
where set_aside
order by outlet, last_failed_at, url;
comment on view marts.set_aside is
    'One row per URL that failed too often to be tried again by itself: racewatch requeue brings it back.';
comment on column marts.set_aside.outlet is 'Outlet of the URL.';
comment on column marts.set_aside.url is 'URL as it was asked for.';
comment on column marts.set_aside.failures is 'Failures and refusals in a row.';
comment on column marts.set_aside.first_failed_at is 'Time of the first of them.';
comment on column marts.set_aside.last_failed_at is 'Time of the last of them.';
comment on column marts.set_aside.failure is 'Reason of the last of them.';
