-- What the models say of a version: quotations, stances, tones, stories; and who speaks.
-- depends: 0002.crawl

create table racewatch.speakers (
    speaker_id bigint generated always as identity primary key,
    key text not null unique,
    name text not null,
    kind text check (kind in ('person', 'organisation', 'group', 'unnamed')),
    side text,
    affiliation text,
    role text
);
comment on table racewatch.speakers is
    'One row per person, organisation or group that is quoted, across articles and languages.';
comment on column racewatch.speakers.speaker_id is 'Id of the speaker in this database.';
comment on column racewatch.speakers.key is
    'Stable key: that of the directory, else the name under which the speaker first appeared.';
comment on column racewatch.speakers.name is 'Canonical name.';
comment on column racewatch.speakers.kind is 'person, organisation, group or unnamed; null when not known.';
comment on column racewatch.speakers.side is 'Country the speaker stands for, ISO 3166-1 alpha-2.';
comment on column racewatch.speakers.affiliation is 'Organisation the speaker belongs to.';
comment on column racewatch.speakers.role is 'Office or title.';

create table racewatch.speaker_aliases (
    alias text primary key,
    speaker_id bigint not null references racewatch.speakers on delete cascade,
    position integer not null
);
create index speaker_aliases_speaker on racewatch.speaker_aliases (speaker_id);
create index speaker_aliases_trigrams on racewatch.speaker_aliases using gin (alias public.gin_trgm_ops);
comment on table racewatch.speaker_aliases is
    'One row per spelling of a speaker''s name, in any language; the canonical name is one of them.';
comment on column racewatch.speaker_aliases.alias is 'The spelling.';
comment on column racewatch.speaker_aliases.speaker_id is 'Speaker that it names.';
comment on column racewatch.speaker_aliases.position is
    'Order among the spellings of the speaker; 0 is the canonical name.';

create table racewatch.propositions (
    proposition text not null,
    version integer not null,
    texts jsonb not null,
    primary key (proposition, version)
);
comment on table racewatch.propositions is
    'One row per proposition and wording: a sentence that can be true or false, never a topic.';
comment on column racewatch.propositions.proposition is 'Id of the proposition, such as us_losing_ai_race.';
comment on column racewatch.propositions.version is 'Version of the wording; the greatest one is current.';
comment on column racewatch.propositions.texts is 'The sentence by ISO 639-1 code of its language.';

create table racewatch.revisions (
    revision text primary key,
    chosen integer not null unique
);
comment on table racewatch.revisions is
    'One row per revision of the models under which versions were looked for to annotate.';
comment on column racewatch.revisions.revision is 'Names and revisions of all extractors and models of the pass.';
comment on column racewatch.revisions.chosen is
    'Order in which revisions were last chosen; the greatest is in use now.';

create table racewatch.annotations (
    annotation_id bigint generated always as identity primary key,
    version_id bigint not null references racewatch.versions on delete cascade,
    revision text not null,
    language text not null,
    relevant boolean not null,
    constraint annotations_key unique (version_id, revision)
);
comment on table racewatch.annotations is
    'One row per version and revision of the models that have read it; that of the revision chosen last is current.';
comment on column racewatch.annotations.annotation_id is
    'Id of the annotation in this database; a later one is greater.';
comment on column racewatch.annotations.version_id is 'Version that was read.';
comment on column racewatch.annotations.revision is 'Names and revisions of all extractors and models of the pass.';
comment on column racewatch.annotations.language is 'Language found in the text, ISO 639-1.';
comment on column racewatch.annotations.relevant is 'False when the filter took the article for off the subject.';

create table racewatch.quotations (
    quotation_id bigint generated always as identity primary key,
    annotation_id bigint not null references racewatch.annotations on delete cascade,
    spans integer[] not null,
    content text[] not null,
    type text not null check (type in ('direct', 'mixed', 'indirect')),
    cue text,
    cue_span integer[],
    source text,
    source_span integer[],
    speaker_id bigint references racewatch.speakers on delete set null,
    speaker text,
    affiliation text,
    role text,
    side text,
    score double precision not null,
    speaker_score double precision,
    constraint quotations_key unique (annotation_id, spans)
);
create index quotations_speaker on racewatch.quotations (speaker_id);
comment on table racewatch.quotations is
    'One row per quotation: version, extractor revision (both by annotation) and spans.';
comment on column racewatch.quotations.quotation_id is 'Id of the quotation in this database.';
comment on column racewatch.quotations.annotation_id is
    'Annotation that found it: says the version and the revision of the extractor.';
comment on column racewatch.quotations.spans is
    'Its stretches of the text, {{start,end},…}, half open, in code points from 0; part of the key.';
comment on column racewatch.quotations.content is 'The words at each span, verbatim, outer marks excluded.';
comment on column racewatch.quotations.type is 'direct, mixed or indirect, as the codebook defines them.';
comment on column racewatch.quotations.cue is 'The words that attribute it, such as said or 表示.';
comment on column racewatch.quotations.cue_span is 'Where the cue stands, {start,end}.';
comment on column racewatch.quotations.source is 'Mention of the source nearest to the cue, verbatim.';
comment on column racewatch.quotations.source_span is 'Where the source stands, {start,end}.';
comment on column racewatch.quotations.speaker_id is
    'Speaker the source resolves to; null when not known or not sure enough.';
comment on column racewatch.quotations.speaker is 'Name of the speaker as the annotation gave it.';
comment on column racewatch.quotations.affiliation is 'Organisation of the speaker, as the text has it.';
comment on column racewatch.quotations.role is 'Office or title of the speaker, as the text has it.';
comment on column racewatch.quotations.side is 'Country the speaker stands for, ISO 3166-1 alpha-2.';
comment on column racewatch.quotations.score is 'How sure the extractor is that this is a quotation, 0 to 1.';
comment on column racewatch.quotations.speaker_score is 'How sure it is of the speaker, 0 to 1.';

create table racewatch.stances (
    stance_id bigint generated always as identity primary key,
    annotation_id bigint not null references racewatch.annotations on delete cascade,
    voice text not null check (voice in ('quote', 'outlet', 'article')),
    quotation_id bigint references racewatch.quotations on delete cascade,
    span integer[] not null,
    proposition text not null,
    proposition_version integer not null,
    label text not null check (label in ('favor', 'against', 'neutral', 'unrelated')),
    favor double precision not null,
    against double precision not null,
    neutral double precision not null,
    unrelated double precision not null,
    abstained boolean not null,
    evidence integer[] not null,
    model text not null,
    revision text not null,
    check ((voice = 'quote') = (quotation_id is not null)),
    foreign key (proposition, proposition_version) references racewatch.propositions,
    constraint stances_key unique nulls not distinct
        (annotation_id, voice, quotation_id, span, proposition, proposition_version, model, revision)
);
create index stances_quotation on racewatch.stances (quotation_id);
create index stances_proposition on racewatch.stances (proposition, proposition_version);
comment on table racewatch.stances is
    'One row per statement, proposition and model: where the statement stands towards the proposition.';
comment on column racewatch.stances.stance_id is 'Id of the stance in this database.';
comment on column racewatch.stances.annotation_id is
    'Annotation it belongs to: says the version that holds the statement.';
comment on column racewatch.stances.voice is
    'Whose voice: a quotation, the outlet''s own sentence, or the article as a whole.';
comment on column racewatch.stances.quotation_id is 'The quotation that was judged, for voice quote.';
comment on column racewatch.stances.span is
    'Where the statement stands in the text, {start,end}; for a quotation from its first to its last word.';
comment on column racewatch.stances.proposition is 'Proposition it was judged against.';
comment on column racewatch.stances.proposition_version is 'Version of the proposition''s wording.';
comment on column racewatch.stances.label is 'The most probable label, also when the model abstained.';
comment on column racewatch.stances.favor is 'Probability that the statement holds the proposition to be true.';
comment on column racewatch.stances.against is 'Probability that it denies the proposition.';
comment on column racewatch.stances.neutral is 'Probability that it speaks of the question without taking a side.';
comment on column racewatch.stances.unrelated is 'Probability that it does not speak of the question.';
comment on column racewatch.stances.abstained is
    'True when the model was not sure enough: the label is then not counted.';
comment on column racewatch.stances.evidence is
    'For articles: stretches of the text that carry the label, {{start,end},…}; else empty.';
comment on column racewatch.stances.model is 'Model that judged.';
comment on column racewatch.stances.revision is 'Revision of that model.';

create table racewatch.tones (
    tone_id bigint generated always as identity primary key,
    annotation_id bigint not null references racewatch.annotations on delete cascade,
    voice text not null check (voice in ('quote', 'outlet', 'article')),
    quotation_id bigint references racewatch.quotations on delete cascade,
    span integer[] not null,
    target text not null,
    label text not null check (label in ('positive', 'neutral', 'negative')),
    score double precision not null,
    model text not null,
    revision text not null,
    check ((voice = 'quote') = (quotation_id is not null)),
    constraint tones_key unique nulls not distinct
        (annotation_id, voice, quotation_id, span, target, model, revision)
);
create index tones_quotation on racewatch.tones (quotation_id);
comment on table racewatch.tones is
    'One row per statement, target and model: how the statement speaks of the target. Apart from stance.';
comment on column racewatch.tones.tone_id is 'Id of the tone in this database.';
comment on column racewatch.tones.annotation_id is
    'Annotation it belongs to: says the version that holds the statement.';
comment on column racewatch.tones.voice is
    'Whose voice: a quotation, the outlet''s own sentence, or the article as a whole.';
comment on column racewatch.tones.quotation_id is 'The quotation that was judged, for voice quote.';
comment on column racewatch.tones.span is
    'Where the statement stands in the text, {start,end}; for a quotation from its first to its last word.';
comment on column racewatch.tones.target is 'Whom it speaks of: CN, US, or a named company.';
comment on column racewatch.tones.label is 'positive, neutral or negative.';
comment on column racewatch.tones.score is 'How sure the model is, 0 to 1.';
comment on column racewatch.tones.model is 'Model that judged.';
comment on column racewatch.tones.revision is 'Revision of that model.';

create table racewatch.stories (
    story_id bigint primary key references racewatch.versions (version_id) on delete cascade
);
comment on table racewatch.stories is
    'One row per story: an event that several versions tell, across outlets and languages.';
comment on column racewatch.stories.story_id is 'Id of the story: the version of its earliest member.';

create table racewatch.story_members (
    version_id bigint primary key references racewatch.versions on delete cascade,
    story_id bigint not null references racewatch.stories on delete cascade,
    relation text not null check (relation in ('origin', 'copy', 'same_event')),
    score double precision not null
);
create index story_members_story on racewatch.story_members (story_id);
comment on table racewatch.story_members is 'One row per version that tells a story; a version tells one.';
comment on column racewatch.story_members.version_id is 'The version.';
comment on column racewatch.story_members.story_id is 'Story that it tells.';
comment on column racewatch.story_members.relation is
    'origin (who published it first), copy (the same text) or same_event.';
comment on column racewatch.story_members.score is 'How sure the grouping is, 0 to 1.';
