-- What is current: one row per version (annotations), proposition (wording) or outlet and URL (ledger).

-- One row per annotated version: what the models in use say of it, else the ones in use before them.
create or replace view racewatch.current_annotations as
select
    annotations.annotation_id,
    annotations.version_id,
    annotations.revision,
    annotations.language,
    annotations.relevant
from racewatch.annotations
left join racewatch.revisions on revisions.revision = annotations.revision
where not exists (
    select from racewatch.annotations other
    left join racewatch.revisions other_revisions on other_revisions.revision = other.revision
    where other.version_id = annotations.version_id
        and (coalesce(other_revisions.chosen, 0), other.annotation_id)
            > (coalesce(revisions.chosen, 0), annotations.annotation_id)
);
comment on view racewatch.current_annotations is
    'One row per annotated version: what the models in use say of it, else those in use before them.';
comment on column racewatch.current_annotations.annotation_id is 'Id of the annotation.';
comment on column racewatch.current_annotations.version_id is 'Version that was read.';
comment on column racewatch.current_annotations.revision is
    'Names and revisions of all extractors and models of the pass.';
comment on column racewatch.current_annotations.language is 'Language found in the text, ISO 639-1.';
comment on column racewatch.current_annotations.relevant is
    'False when the filter took the article for off the subject.';

-- One row per proposition: its current wording.
create or replace view racewatch.current_propositions as
select distinct on (proposition) proposition, version, texts
from racewatch.propositions
order by proposition, version desc;
comment on view racewatch.current_propositions is 'One row per proposition: its current wording.';
comment on column racewatch.current_propositions.proposition is 'Id of the proposition.';
comment on column racewatch.current_propositions.version is 'Version of the current wording.';
comment on column racewatch.current_propositions.texts is 'The sentence by ISO 639-1 code of its language.';

-- One row per outlet and page that was ever seen: what a next crawl needs to know of it.
create or replace view racewatch.ledger as
with marked as (
    select
        captures.outlet,
        captures.url,
        captures.fetched_at,
        captures.outcome,
        captures.reason,
        captures.due_at,
        requeues.requeued_at,
        captures.outcome in ('failed', 'blocked') as failed,
        -- What is only due says nothing of the page, and failures before a requeue are forgiven.
        count(*) filter (
            where captures.outcome not in ('failed', 'blocked', 'due') or captures.fetched_at <= requeues.requeued_at
        ) over newest_first as good_since,
        row_number() over newest_first as newest
    from racewatch.captures
    left join racewatch.requeues using (outlet, url)
    where not captures.is_source and captures.part_of is null
    window newest_first as (
        partition by captures.outlet, captures.url order by captures.fetched_at desc, captures.capture_id desc
    )
),
folded as (
    select
        outlet,
        url,
        max(fetched_at) as last_fetched_at,
        max(outcome) filter (where newest = 1) as last_outcome,
        max(reason) filter (where newest = 1) as last_reason,
        max(due_at) filter (where newest = 1) as due_at,
        max(requeued_at) as requeued_at,
        count(*) filter (where failed and good_since = 0)::integer as failures,
        count(*) filter (where outcome = 'blocked' and good_since = 0)::integer as blocks,
        min(fetched_at) filter (where failed and good_since = 0) as first_failed_at,
        max(fetched_at) filter (where failed and good_since = 0) as last_failed_at,
        max(due_at) filter (where failed and good_since = 0) as patience_until,
        (array_agg(reason order by newest) filter (where failed and good_since = 0))[1] as failure
    from marked
    group by outlet, url
),
judged as (
    select
        *,
        -- Ten failures in a row, or three refusals, and somebody has to look at it.
        failures >= 10 or (blocks >= 3 and blocks = failures) as set_aside
    from folded
)
select
    outlet,
    url,
    last_fetched_at,
    last_outcome,
    last_reason,
    failures,
    case
        when set_aside then null
        -- A quarter of an hour, doubled with each failure in a row up to a day: more than three days in all.
        when failures > 0
            then greatest(
                last_failed_at + least(interval '15 minutes' * 2 ^ (failures - 1), interval '1 day'), patience_until
            )
        when requeued_at >= last_fetched_at then requeued_at
        when last_outcome = 'due' then coalesce(due_at, last_fetched_at)
    end as next_try_at,
    set_aside,
    first_failed_at,
    last_failed_at,
    failure
from judged;
comment on view racewatch.ledger is
    'One row per outlet and page that was ever seen: its last outcome, and when it is due again.';
comment on column racewatch.ledger.outlet is 'Outlet it was asked for.';
comment on column racewatch.ledger.url is 'URL as it was asked for.';
comment on column racewatch.ledger.last_fetched_at is 'Time of its newest capture.';
comment on column racewatch.ledger.last_outcome is 'Outcome of its newest capture.';
comment on column racewatch.ledger.last_reason is 'Reason of its newest capture.';
comment on column racewatch.ledger.failures is
    'Failures and refusals in a row up to now; 0 when the newest capture that says anything is a good one.';
comment on column racewatch.ledger.next_try_at is
    'When it is due again: exponential back-off, patience, or left over; null when nothing is to be tried.';
comment on column racewatch.ledger.set_aside is 'Whether it failed too often to be tried without a requeue.';
comment on column racewatch.ledger.first_failed_at is 'Time of the first of these failures.';
comment on column racewatch.ledger.last_failed_at is 'Time of the last of these failures.';
comment on column racewatch.ledger.failure is 'Reason of the last of these failures.';

-- One row per outlet and source that was ever polled: how often it changes, and when it is to be polled next.
create or replace view racewatch.sources as
with polls as (
    select
        captures.*,
        outcome in ('failed', 'blocked') as failed,
        count(*) filter (where outcome not in ('failed', 'blocked')) over newest_first as good_since,
        row_number() over newest_first as place
    from racewatch.captures
    where is_source and outcome <> 'due'
    window newest_first as (partition by outlet, url order by fetched_at desc, capture_id desc)
),
steps as (
    select
        outlet,
        url,
        body_sha256,
        fetched_at,
        lag(body_sha256) over oldest_first as sha256_before,
        lag(fetched_at) over oldest_first as fetched_before
    from polls
    where place <= 30 and not failed and body_sha256 is not null
    window oldest_first as (partition by outlet, url order by fetched_at, capture_id)
),
rates as (
    select
        outlet,
        url,
        count(*)::integer as n_steps,
        count(*) filter (where body_sha256 <> sha256_before)::integer as n_changes,
        avg(extract(epoch from fetched_at - fetched_before))::double precision as gap,
        max(fetched_at) filter (where body_sha256 <> sha256_before) as last_changed_at
    from steps
    where sha256_before is not null
    group by outlet, url
),
folded as (
    select
        outlet,
        url,
        max(fetched_at) as last_polled_at,
        max(fetched_at) filter (where not failed) as last_success_at,
        count(*) filter (where failed and good_since = 0)::integer as failures,
        max(reason) filter (where place = 1) as last_reason,
        (array_agg(n_listed order by place) filter (where n_listed is not null))[1] as n_listed,
        max(newest_at) as newest_at,
        max(due_at) filter (where place = 1) as due_at
    from polls
    group by outlet, url
),
timed as (
    select
        folded.*,
        coalesce(rates.n_steps, 0) as n_steps,
        coalesce(rates.n_changes, 0) as n_changes,
        rates.last_changed_at,
        -- The rate of change by Cho and Garcia-Molina (2003), and the time in which a change is as likely as not;
        -- never longer than half of what was watched, so that a few quiet polls do not look like a quiet source.
        least(
            case
                when rates.n_changes > 0
                    then ln(2) * rates.gap / -ln((rates.n_steps - rates.n_changes + 0.5) / (rates.n_steps + 0.5))
            end,
            coalesce(rates.gap * rates.n_steps / 2, 0)
        ) as seconds
    from folded
    left join rates using (outlet, url)
)
select
    outlet,
    url,
    last_polled_at,
    last_success_at,
    last_changed_at,
    failures,
    last_reason,
    n_listed,
    newest_at,
    n_steps,
    n_changes,
    greatest(
        last_polled_at + case
            when failures > 0 then least(interval '15 minutes' * 2 ^ least(failures - 1, 20), interval '1 day')
            else make_interval(secs => greatest(900, least(86400, seconds)))
        end,
        due_at
    ) as next_poll_at
from timed;
comment on view racewatch.sources is
    'One row per outlet and source that was ever polled: how often it changes, and when it is to be polled next.';
comment on column racewatch.sources.outlet is 'Outlet of the source.';
comment on column racewatch.sources.url is 'URL of the feed, sitemap or list.';
comment on column racewatch.sources.last_polled_at is 'Time of the newest poll.';
comment on column racewatch.sources.last_success_at is 'Time of the newest poll that could be read.';
comment on column racewatch.sources.last_changed_at is 'Time of the newest poll that listed something else than before.';
comment on column racewatch.sources.failures is 'Failed polls in a row up to now.';
comment on column racewatch.sources.last_reason is 'What the newest poll brought, in words.';
comment on column racewatch.sources.n_listed is 'Items that it listed last.';
comment on column racewatch.sources.newest_at is 'Latest time of publication that it ever gave.';
comment on column racewatch.sources.n_steps is 'Pairs of polls, of the last thirty, that can be compared.';
comment on column racewatch.sources.n_changes is 'How many of them differ.';
comment on column racewatch.sources.next_poll_at is
    'When to poll next: between a quarter of an hour and a day, by how often it changes; after failures by back-off.';
