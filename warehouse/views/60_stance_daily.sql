-- One row per day, proposition, kind of subject, outlet and language; a day with coverage has rows also when nothing
-- relevant was published. Refreshed by warehouse.marts.refresh, without locking readers out.
drop materialized view if exists marts.stance_daily;
create materialized view marts.stance_daily as
with coverage as (
    select
        day,
        outlet,
        coalesce(language, 'und') as language,
        side,
        count(*)::integer as n_coverage,
        (count(*) filter (where relevant))::integer as n_relevant
    from marts.articles
    group by day, outlet, coalesce(language, 'und'), side
),
counts as (
    select
        day,
        proposition,
        subject,
        outlet,
        coalesce(language, 'und') as language,
        count(*) filter (where label = 'favor' and not abstained) as favor,
        count(*) filter (where label = 'against' and not abstained) as against,
        count(*) filter (where label = 'neutral' and not abstained) as neutral,
        count(*) filter (where label = 'unrelated' and not abstained) as unrelated,
        count(*) filter (where abstained) as abstained
    from marts.stances
    group by day, proposition, subject, outlet, coalesce(language, 'und')
)
select
    coverage.day,
    propositions.proposition,
    subjects.subject,
    coverage.outlet,
    coverage.language,
    coverage.side,
    coverage.n_coverage,
    coverage.n_relevant,
    coalesce(counts.favor, 0)::integer as favor,
    coalesce(counts.against, 0)::integer as against,
    coalesce(counts.neutral, 0)::integer as neutral,
    coalesce(counts.unrelated, 0)::integer as unrelated,
    coalesce(counts.abstained, 0)::integer as abstained
from coverage
cross join racewatch.current_propositions propositions
cross join (values ('quote'), ('outlet'), ('article')) as subjects (subject)
left join counts
    on counts.day = coverage.day
    and counts.proposition = propositions.proposition
    and counts.subject = subjects.subject
    and counts.outlet = coverage.outlet
    and counts.language = coverage.language;
create unique index stance_daily_key on marts.stance_daily (day, proposition, subject, outlet, language);
comment on materialized view marts.stance_daily is
    'One row per day, proposition, kind of subject, outlet and language: coverage, and counts by label. '
    'Shares are over favor + against + neutral.';
comment on column marts.stance_daily.day is 'Day of the articles, as in marts.articles.';
comment on column marts.stance_daily.proposition is 'Proposition, in its current wording.';
comment on column marts.stance_daily.subject is 'Whose voice: quote, outlet or article.';
comment on column marts.stance_daily.outlet is 'Outlet of the articles.';
comment on column marts.stance_daily.language is 'Language of the articles, ISO 639-1; und when not known.';
comment on column marts.stance_daily.side is 'Side of the outlet: US, CN or other.';
comment on column marts.stance_daily.n_coverage is 'Articles of that outlet, language and day, whatever they speak of.';
comment on column marts.stance_daily.n_relevant is 'Those of them that are relevant to the subject.';
comment on column marts.stance_daily.favor is 'Statements that hold the proposition to be true.';
comment on column marts.stance_daily.against is 'Statements that deny it.';
comment on column marts.stance_daily.neutral is 'Statements that speak of the question without taking a side.';
comment on column marts.stance_daily.unrelated is 'Statements that do not speak of the question.';
comment on column marts.stance_daily.abstained is
    'Statements that the model was not sure of; in none of the counts before.';
