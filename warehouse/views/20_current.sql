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

-- One row per outlet and URL that was ever asked for: what a next crawl needs to know of it.
create or replace view racewatch.ledger as
with numbered as (
    select
        captures.*,
        count(*) filter (where outcome <> 'failed')
            over (partition by outlet, url order by fetched_at desc, capture_id desc) as good_since,
        row_number() over (partition by outlet, url order by fetched_at desc, capture_id desc) as newest
    from racewatch.captures
),
folded as (
    select
        outlet,
        url,
        max(fetched_at) as last_fetched_at,
        max(outcome) filter (where newest = 1) as last_outcome,
        max(reason) filter (where newest = 1) as last_reason,
        count(*) filter (where outcome = 'failed' and good_since = 0)::integer as failures
    from numbered
    group by outlet, url
)
select
    outlet,
    url,
    last_fetched_at,
    last_outcome,
    last_reason,
    failures,
    -- A quarter of an hour, doubled with each failure in a row up to a day; eight in a row and it is given up.
    case
        when failures between 1 and 7
            then last_fetched_at + least(interval '15 minutes' * 2 ^ (failures - 1), interval '1 day')
    end as next_try_at
from folded;
comment on view racewatch.ledger is
    'One row per outlet and URL that was ever asked for: its last outcome, and when a failed one is due again.';
comment on column racewatch.ledger.outlet is 'Outlet it was asked for.';
comment on column racewatch.ledger.url is 'URL as it was asked for.';
comment on column racewatch.ledger.last_fetched_at is 'Time of its newest capture.';
comment on column racewatch.ledger.last_outcome is 'Outcome of its newest capture.';
comment on column racewatch.ledger.last_reason is 'Reason of its newest capture.';
comment on column racewatch.ledger.failures is 'Failures in a row up to now; 0 when the newest capture is a good one.';
comment on column racewatch.ledger.next_try_at is
    'When it is due again: exponential back-off; null when it did not fail, or too often.';
