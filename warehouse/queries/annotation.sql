-- What the annotation of versions reads and writes.

-- name: choose_revision(revision)!
-- The revision that is in use from now on.
insert into racewatch.revisions (revision, chosen)
select :revision, coalesce(max(chosen), 0) + 1 from racewatch.revisions
having coalesce(max(chosen) filter (where revision = :revision), 0) < coalesce(max(chosen), 1)
on conflict (revision) do update set chosen = excluded.chosen;

-- name: due_versions(revision, most)
-- Ids of current versions that have words and that no pass of a revision has read, the newest articles first.
select versions.version_id
from racewatch.articles
join racewatch.versions on versions.version_id = articles.current_version_id
where coalesce(versions.text, versions.title) is not null
    and not exists (
        select from racewatch.annotations
        where annotations.version_id = versions.version_id and annotations.revision = :revision
    )
order by coalesce(versions.published_at, articles.first_seen_at) desc, versions.version_id
limit :most;

-- name: documents(version_ids)
-- One row per version, in the order of the ids asked for.
select versions.version_id, versions.title, versions.text, articles.outlet, outlets.country, versions.language
from unnest(:version_ids::bigint[]) with ordinality as wanted (version_id, place)
join racewatch.versions on versions.version_id = wanted.version_id
join racewatch.articles on articles.article_id = versions.article_id
join racewatch.outlets on outlets.outlet = articles.outlet
order by wanted.place;

-- name: upsert_proposition(proposition, version, texts)!
-- A proposition in one wording, unless it is there.
insert into racewatch.propositions (proposition, version, texts)
values (:proposition, :version, :texts)
on conflict (proposition, version) do nothing;

-- name: proposition_texts(proposition, version)$
-- The wording of one version of a proposition.
select texts from racewatch.propositions where proposition = :proposition and version = :version;

-- name: insert_annotation(version_id, revision, language, relevant)$
-- An annotation; null when the version has one of this revision.
insert into racewatch.annotations (version_id, revision, language, relevant)
values (:version_id, :revision, :language, :relevant)
on conflict on constraint annotations_key do nothing
returning annotation_id;

-- name: insert_quotation(annotation_id, spans, content, type, cue, cue_span, source, source_span, speaker, affiliation, role, side, score, speaker_score)$
-- A quotation; null when the annotation has one at the same spans. Whom it is from is told when speakers are linked.
insert into racewatch.quotations (
    annotation_id, spans, content, type, cue, cue_span, source, source_span,
    speaker, affiliation, role, side, score, speaker_score
)
values (
    :annotation_id, :spans::integer[], :content::text[], :type, :cue, :cue_span::integer[], :source,
    :source_span::integer[], :speaker, :affiliation, :role, :side, :score, :speaker_score
)
on conflict on constraint quotations_key do nothing
returning quotation_id;

-- name: insert_names_beside(annotation_id, name, other)!
-- Two names that stand side by side in the text.
insert into racewatch.names_beside (annotation_id, name, other)
values (:annotation_id, :name, :other)
on conflict do nothing;

-- name: quotation(annotation_id, spans)$
-- Id of the quotation at some spans.
select quotation_id from racewatch.quotations where annotation_id = :annotation_id and spans = :spans::integer[];

-- name: insert_stance(annotation_id, voice, quotation_id, span, proposition, proposition_version, label, favor, against, neutral, unrelated, abstained, evidence, model, revision)!
-- Where a statement stands.
insert into racewatch.stances (
    annotation_id, voice, quotation_id, span, proposition, proposition_version, label,
    favor, against, neutral, unrelated, abstained, evidence, model, revision
)
values (
    :annotation_id, :voice, :quotation_id, :span::integer[], :proposition, :proposition_version, :label,
    :favor, :against, :neutral, :unrelated, :abstained, :evidence::integer[], :model, :revision
)
on conflict on constraint stances_key do nothing;

-- name: insert_tone(annotation_id, voice, quotation_id, span, target, label, score, model, revision)!
-- How a statement speaks of a target.
insert into racewatch.tones (annotation_id, voice, quotation_id, span, target, label, score, model, revision)
values (:annotation_id, :voice, :quotation_id, :span::integer[], :target, :label, :score, :model, :revision)
on conflict on constraint tones_key do nothing;

-- name: story_candidates(days)
-- Current relevant versions with words of the last so many days of what the warehouse holds, and older ones that share
-- a story with them, the oldest first; with the story they tell by now.
with recent as (
    select version_id, story_id
    from marts.articles
    where relevant
        and coalesce(text, title) is not null
        and day > (select max(day) from marts.articles) - :days::integer
)
select
    articles.version_id,
    articles.title,
    articles.text,
    articles.outlet,
    articles.country,
    articles.language,
    coalesce(articles.published_at, articles.first_seen_at) as published_at,
    articles.origin_kind,
    articles.origin_name,
    articles.story_id
from marts.articles
where articles.version_id in (select version_id from recent)
    or (articles.relevant and articles.story_id in (select story_id from recent))
order by coalesce(articles.published_at, articles.first_seen_at), articles.version_id;

-- name: upsert_story(story_id)!
-- A story.
insert into racewatch.stories (story_id) values (:story_id) on conflict (story_id) do nothing;

-- name: upsert_story_member(version_id, story_id, relation, score)!
-- The story that a version tells now.
insert into racewatch.story_members (version_id, story_id, relation, score)
values (:version_id, :story_id, :relation, :score)
on conflict (version_id) do update set
    story_id = excluded.story_id,
    relation = excluded.relation,
    score = excluded.score
where (story_members.story_id, story_members.relation, story_members.score)
    is distinct from (excluded.story_id, excluded.relation, excluded.score);

-- name: drop_empty_stories()!
-- Stories that no version tells any more.
delete from racewatch.stories
where not exists (select from racewatch.story_members where story_members.story_id = stories.story_id);
