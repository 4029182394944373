-- Who speaks, across articles: spellings with their language, the mention of each speaker in each version with the evidence
-- that links it, names that a text gives side by side, and what was decided by hand.
-- depends: 0004.digests

alter table racewatch.speakers add column source text, add column as_of text;
comment on table racewatch.speakers is
    'One row per person, organisation or group: those of the directory, and those whom articles quote.';
comment on column racewatch.speakers.key is
    'Stable key: that of the directory, else what all spellings of the name have in common, and what tells it from others.';
comment on column racewatch.speakers.source is
    'Where the entry of the directory is from: a file of public news, or memory; null for a speaker met in articles.';
comment on column racewatch.speakers.as_of is 'When the entry of the directory was right: a year and a month.';

-- One spelling may be that of several people. What is derived is derived anew when speakers are next linked.
truncate racewatch.speaker_aliases;
alter table racewatch.speaker_aliases
    drop constraint speaker_aliases_pkey,
    add constraint speaker_aliases_key primary key (speaker_id, alias),
    add column language text not null,
    add column script text not null,
    add column ambiguous boolean not null;
create index speaker_aliases_alias on racewatch.speaker_aliases (alias);
comment on table racewatch.speaker_aliases is
    'One row per speaker and spelling of its name, in any language; the canonical name is one of them.';
comment on column racewatch.speaker_aliases.language is 'Language of the spelling, ISO 639-1: zh in Chinese characters, else en.';
comment on column racewatch.speaker_aliases.script is
    'ISO 15924: Latn, Hans, Hant, or Hani where both scripts write it so.';
comment on column racewatch.speaker_aliases.ambiguous is
    'True when others bear the name as well: it does not settle by itself who is meant.';

create table racewatch.names_beside (
    annotation_id bigint not null references racewatch.annotations on delete cascade,
    name text not null,
    other text not null,
    primary key (annotation_id, name, other)
);
comment on table racewatch.names_beside is
    'One row per annotation and pair of names in two languages that the text gives side by side: "Wei Chen (陈伟)".';
comment on column racewatch.names_beside.annotation_id is 'Annotation that found it: says the version.';
comment on column racewatch.names_beside.name is 'Name of a speaker of that version.';
comment on column racewatch.names_beside.other is 'The name beside it.';

create table racewatch.speaker_mentions (
    version_id bigint not null references racewatch.versions on delete cascade,
    name text not null,
    speaker_id bigint not null references racewatch.speakers on delete cascade,
    affiliation text,
    organisation_id bigint references racewatch.speakers on delete set null,
    role text,
    side text,
    method text not null
        check (method in ('directory', 'name', 'apart', 'beside', 'pinyin', 'initial', 'hand')),
    evidence text not null,
    primary key (version_id, name)
);
create index speaker_mentions_speaker on racewatch.speaker_mentions (speaker_id);
create index speaker_mentions_organisation on racewatch.speaker_mentions (organisation_id);
comment on table racewatch.speaker_mentions is
    'One row per version and name of a speaker whom it quotes: what the article tells of the speaker, and why it is this one.';
comment on column racewatch.speaker_mentions.version_id is 'Version that names the speaker.';
comment on column racewatch.speaker_mentions.name is 'Fullest name that the article gives.';
comment on column racewatch.speaker_mentions.speaker_id is 'Speaker it stands for.';
comment on column racewatch.speaker_mentions.affiliation is 'Organisation of the speaker, as the article most often has it.';
comment on column racewatch.speaker_mentions.organisation_id is 'Organisation of the directory that the affiliation names.';
comment on column racewatch.speaker_mentions.role is 'Office or title, as the article most often has it.';
comment on column racewatch.speaker_mentions.side is 'Country the speaker stands for there, ISO 3166-1 alpha-2.';
comment on column racewatch.speaker_mentions.method is
    'directory, name, apart (of several with the name), beside (names side by side), pinyin, initial or hand.';
comment on column racewatch.speaker_mentions.evidence is 'What the link rests on, in words.';

create table racewatch.speaker_decisions (
    decision_id bigint generated always as identity primary key,
    kind text not null check (kind in ('merge', 'split')),
    one_key text not null,
    one_names text[] not null,
    one_affiliation text,
    other_key text,
    other_names text[],
    other_affiliation text,
    name text,
    affiliation text,
    url text,
    reason text not null,
    decided_by text not null,
    decided_at timestamptz not null default now(),
    undone_by text,
    undone_at timestamptz,
    check ((kind = 'merge') = (other_key is not null)),
    check (kind = 'merge' or coalesce(name, affiliation, url) is not null)
);
comment on table racewatch.speaker_decisions is
    'One row per decision by hand: two speakers are one, or a part of one is somebody else. '
    'They name speakers by key and names, never by id, so that they hold when everything is counted anew.';
comment on column racewatch.speaker_decisions.decision_id is 'Number of the decision.';
comment on column racewatch.speaker_decisions.kind is 'merge or split.';
comment on column racewatch.speaker_decisions.one_key is 'Key of the speaker that was merged or split, at that time.';
comment on column racewatch.speaker_decisions.one_names is 'Its names then, the canonical one first.';
comment on column racewatch.speaker_decisions.one_affiliation is 'An affiliation of it then.';
comment on column racewatch.speaker_decisions.other_key is 'Key of the speaker it was merged with.';
comment on column racewatch.speaker_decisions.other_names is 'Names of that one then.';
comment on column racewatch.speaker_decisions.other_affiliation is 'An affiliation of that one then.';
comment on column racewatch.speaker_decisions.name is 'A split takes mentions under this name.';
comment on column racewatch.speaker_decisions.affiliation is 'A split takes mentions with this affiliation.';
comment on column racewatch.speaker_decisions.url is 'A split takes mentions in this article.';
comment on column racewatch.speaker_decisions.reason is 'Why, in the words of whoever decided.';
comment on column racewatch.speaker_decisions.decided_by is 'Who decided.';
comment on column racewatch.speaker_decisions.decided_at is 'When.';
comment on column racewatch.speaker_decisions.undone_by is 'Who took it back; null while it holds.';
comment on column racewatch.speaker_decisions.undone_at is 'When it was taken back.';
