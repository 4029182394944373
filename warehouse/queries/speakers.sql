-- Who speaks: what articles tell of those they quote, whom that is, and what was decided by hand.

-- name: lock_speakers()$
-- Nobody else links speakers until this transaction ends.
select pg_advisory_xact_lock(hashtext('racewatch.speakers'));

-- name: mentions()
-- One row per version and name of a speaker in its current annotation, with what the article most often tells.
select
    annotations.version_id,
    articles.url,
    quotations.speaker as name,
    annotations.language,
    mode() within group (order by quotations.affiliation) as affiliation,
    mode() within group (order by quotations.role) as role,
    mode() within group (order by quotations.side) as side,
    array(
        select other
        from racewatch.names_beside
        where names_beside.annotation_id = annotations.annotation_id and names_beside.name = quotations.speaker
        order by other
    ) as beside
from racewatch.current_annotations annotations
join racewatch.versions on versions.version_id = annotations.version_id
join racewatch.articles on articles.article_id = versions.article_id
join racewatch.quotations on quotations.annotation_id = annotations.annotation_id
where quotations.speaker is not null
group by annotations.annotation_id, annotations.version_id, annotations.language, articles.url, name
order by annotations.version_id, name;

-- name: decisions()
-- One row per decision that holds.
select
    decision_id, kind, one_key, one_names, one_affiliation, other_key, other_names, other_affiliation,
    name, affiliation, url, reason, decided_by, decided_at
from racewatch.speaker_decisions
where undone_at is null
order by decision_id;

-- name: insert_decision(kind, one_key, one_names, one_affiliation, other_key, other_names, other_affiliation, name, affiliation, url, reason, decided_by)$
-- A decision; returns its number.
insert into racewatch.speaker_decisions (
    kind, one_key, one_names, one_affiliation, other_key, other_names, other_affiliation,
    name, affiliation, url, reason, decided_by
)
values (
    :kind, :one_key, :one_names::text[], :one_affiliation, :other_key, :other_names::text[], :other_affiliation,
    :name, :affiliation, :url, :reason, :decided_by
)
returning decision_id;

-- name: undo_decision(decision_id, undone_by)$
-- Takes a decision back; returns its number, null when none of that number holds.
update racewatch.speaker_decisions
set undone_at = now(), undone_by = :undone_by
where decision_id = :decision_id and undone_at is null
returning decision_id;

-- name: prepare_linking()#
-- What linking found, as tables of this transaction.
create temporary table linked_speakers (
    key text primary key, name text, kind text, side text, affiliation text, role text, source text, as_of text
) on commit drop;
create temporary table linked_aliases (
    key text, alias text, position integer, language text, script text, ambiguous boolean, primary key (key, alias)
) on commit drop;
create temporary table linked_mentions (
    version_id bigint, name text, key text, affiliation text, organisation_key text, role text, side text,
    method text, evidence text, primary key (version_id, name)
) on commit drop;

-- name: rename_speakers()!
-- A speaker keeps its id when its key has changed: the new key goes to the row that most of its mentions had before.
with moved as (
    select
        linked.key,
        mentions.speaker_id,
        row_number() over (partition by linked.key order by count(*) desc, mentions.speaker_id) as of_key,
        row_number() over (partition by mentions.speaker_id order by count(*) desc, linked.key) as of_speaker
    from linked_mentions linked
    join racewatch.speaker_mentions mentions using (version_id, name)
    join racewatch.speakers using (speaker_id)
    where not exists (select from linked_speakers where linked_speakers.key = speakers.key)
        and not exists (select from racewatch.speakers other where other.key = linked.key)
    group by linked.key, mentions.speaker_id
)
update racewatch.speakers
set key = moved.key
from moved
where moved.speaker_id = speakers.speaker_id and moved.of_key = 1 and moved.of_speaker = 1;

-- name: update_speakers()!
-- What has changed of speakers.
update racewatch.speakers
set name = linked.name, kind = linked.kind, side = linked.side, affiliation = linked.affiliation, role = linked.role,
    source = linked.source, as_of = linked.as_of
from linked_speakers linked
where linked.key = speakers.key
    and (speakers.name, speakers.kind, speakers.side, speakers.affiliation, speakers.role, speakers.source, speakers.as_of)
        is distinct from
        (linked.name, linked.kind, linked.side, linked.affiliation, linked.role, linked.source, linked.as_of);

-- name: insert_speakers()!
-- Speakers that are new, in order of their keys.
insert into racewatch.speakers (key, name, kind, side, affiliation, role, source, as_of)
select key, name, kind, side, affiliation, role, source, as_of
from linked_speakers
where not exists (select from racewatch.speakers where speakers.key = linked_speakers.key)
order by key;

-- name: upsert_mentions()!
-- Whom each mention stands for.
insert into racewatch.speaker_mentions (
    version_id, name, speaker_id, affiliation, organisation_id, role, side, method, evidence
)
select
    linked.version_id, linked.name, speakers.speaker_id, linked.affiliation, organisations.speaker_id,
    linked.role, linked.side, linked.method, linked.evidence
from linked_mentions linked
join racewatch.speakers on speakers.key = linked.key
left join racewatch.speakers organisations on organisations.key = linked.organisation_key
on conflict (version_id, name) do update set
    speaker_id = excluded.speaker_id,
    affiliation = excluded.affiliation,
    organisation_id = excluded.organisation_id,
    role = excluded.role,
    side = excluded.side,
    method = excluded.method,
    evidence = excluded.evidence
where (
    speaker_mentions.speaker_id, speaker_mentions.affiliation, speaker_mentions.organisation_id, speaker_mentions.role,
    speaker_mentions.side, speaker_mentions.method, speaker_mentions.evidence
) is distinct from (
    excluded.speaker_id, excluded.affiliation, excluded.organisation_id, excluded.role,
    excluded.side, excluded.method, excluded.evidence
);

-- name: drop_mentions()!
-- Mentions that no current annotation has any more.
delete from racewatch.speaker_mentions
where not exists (
    select from linked_mentions
    where linked_mentions.version_id = speaker_mentions.version_id and linked_mentions.name = speaker_mentions.name
);

-- name: link_quotations()!
-- Each quotation goes to the speaker that the mention in its version stands for.
update racewatch.quotations
set speaker_id = mentions.speaker_id
from racewatch.annotations, racewatch.speaker_mentions mentions
where annotations.annotation_id = quotations.annotation_id
    and mentions.version_id = annotations.version_id
    and mentions.name = quotations.speaker
    and quotations.speaker_id is distinct from mentions.speaker_id;

-- name: drop_speakers()!
-- Speakers that are neither quoted nor in the directory any more.
delete from racewatch.speakers
where not exists (select from linked_speakers where linked_speakers.key = speakers.key);

-- name: drop_aliases()!
-- Spellings that a speaker has no more.
delete from racewatch.speaker_aliases
using racewatch.speakers
where speakers.speaker_id = speaker_aliases.speaker_id
    and not exists (
        select from linked_aliases
        where linked_aliases.key = speakers.key and linked_aliases.alias = speaker_aliases.alias
    );

-- name: upsert_aliases()!
-- The spellings of each speaker.
insert into racewatch.speaker_aliases (speaker_id, alias, position, language, script, ambiguous)
select speakers.speaker_id, linked.alias, linked.position, linked.language, linked.script, linked.ambiguous
from linked_aliases linked
join racewatch.speakers on speakers.key = linked.key
on conflict (speaker_id, alias) do update set
    position = excluded.position,
    language = excluded.language,
    script = excluded.script,
    ambiguous = excluded.ambiguous
where (speaker_aliases.position, speaker_aliases.language, speaker_aliases.script, speaker_aliases.ambiguous)
    is distinct from (excluded.position, excluded.language, excluded.script, excluded.ambiguous);

-- name: find_speakers(wanted)
-- Speakers by id, key or any spelling, in either script and any case; those who are quoted most come first.
select
    speakers.speaker_id,
    speakers.key,
    speakers.name,
    speakers.kind,
    speakers.side,
    speakers.affiliation,
    speakers.role,
    speakers.source,
    speakers.n_quotations,
    speakers.aliases
from marts.speakers
where speakers.key = :wanted
    or speakers.speaker_id::text = :wanted
    or speakers.speaker_id in (select marts.speaker_ids(:wanted))
order by speakers.n_quotations desc, speakers.speaker_id;

-- name: list_speakers(kind, side, most)
-- Speakers who are quoted, those with the most quotations first.
select speaker_id, name, kind, side, affiliation, role, n_quotations, n_articles
from marts.speakers
where n_quotations > 0
    and (:kind::text is null or kind = :kind)
    and (:side::text is null or side = :side)
order by n_quotations desc, name, speaker_id
limit :most;

-- name: affiliations_of(speaker_id)
-- One row per affiliation of a speaker, the newest first.
select affiliation, roles, first_day, last_day, n_articles
from marts.speaker_affiliations
where speaker_id = :speaker_id
order by last_day desc, affiliation;

-- name: links_of(speaker_id)
-- One row per name and way in which mentions were linked to a speaker, with one example of the evidence.
select name, method, count(*) as n_mentions, min(evidence) as evidence
from marts.speaker_mentions
where speaker_id = :speaker_id
group by name, method
order by n_mentions desc, name, method;

-- name: all_decisions()
-- One row per decision, taken back or not.
select decision_id, kind, one_names, other_names, name, affiliation, url, reason, decided_by, decided_at, undone_by
from racewatch.speaker_decisions
order by decision_id;
