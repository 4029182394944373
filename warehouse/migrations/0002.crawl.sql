-- Outlets, runs, and what a crawl brings: articles, versions of their text, captures.
-- depends: 0001.schemas

create table racewatch.outlets (
    outlet text primary key,
    name text not null,
    country text not null check (country ~ '^[A-Z]{2}$'),
    languages text[] not null,
    timezone text not null,
    ownership text,
    invented boolean not null
);
comment on table racewatch.outlets is 'One row per outlet that has ever been monitored, as its card describes it.';
comment on column racewatch.outlets.outlet is 'Id of the outlet: the file name of its card.';
comment on column racewatch.outlets.name is 'Name as readers know it.';
comment on column racewatch.outlets.country is 'Country of the outlet, ISO 3166-1 alpha-2.';
comment on column racewatch.outlets.languages is 'Languages it publishes in, ISO 639-1.';
comment on column racewatch.outlets.timezone is 'Its IANA time zone, used where a page states none.';
comment on column racewatch.outlets.ownership is 'Who owns or controls it, as the card says.';
comment on column racewatch.outlets.invented is 'True for an outlet that does not exist (samples and tests).';

create table racewatch.runs (
    run_id text not null,
    outlet text references racewatch.outlets on delete cascade,
    kind text not null,
    started_at timestamptz not null,
    finished_at timestamptz,
    status text,
    message text,
    loaded_bytes bigint not null default 0,
    constraint runs_key unique nulls not distinct (run_id, outlet)
);
comment on table racewatch.runs is 'One row per run of a stage, and per outlet where the stage works outlet by outlet.';
comment on column racewatch.runs.run_id is 'Name of the run; the same name again continues the same run.';
comment on column racewatch.runs.outlet is 'Outlet the run crawled; null for stages that work on all of them.';
comment on column racewatch.runs.kind is 'Stage: collect, annotate, report, import and so on.';
comment on column racewatch.runs.started_at is 'When the run began, or began again.';
comment on column racewatch.runs.finished_at is 'When it ended; null while it runs or when it died.';
comment on column racewatch.runs.status is 'How it ended: done, failed, or the word of the caller; null while it runs.';
comment on column racewatch.runs.message is 'Why, in one line, when it did not end well.';
comment on column racewatch.runs.loaded_bytes is
    'Bytes of the outcome file that are loaded: where the next load begins.';

create table racewatch.articles (
    article_id bigint generated always as identity primary key,
    outlet text not null references racewatch.outlets on delete cascade,
    url text not null,
    first_seen_at timestamptz not null,
    current_version_id bigint,
    day date not null,
    constraint articles_key unique (outlet, url)
);
comment on table racewatch.articles is 'One row per article: outlet and canonical URL on that outlet''s own hosts.';
comment on column racewatch.articles.article_id is 'Id of the article in this database.';
comment on column racewatch.articles.outlet is 'Outlet that published it.';
comment on column racewatch.articles.url is
    'Canonical URL on the outlet''s own hosts, without fragment; part of the key.';
comment on column racewatch.articles.first_seen_at is 'Time of its earliest capture, derived from captures at load.';
comment on column racewatch.articles.current_version_id is
    'Version of its newest capture that shows one, derived from captures at load.';
comment on column racewatch.articles.day is
    'Day on which it counts: published_day of the current version, else the UTC day of first sight; derived at load.';

create table racewatch.versions (
    version_id bigint generated always as identity primary key,
    article_id bigint not null references racewatch.articles on delete cascade,
    content_sha256 text not null,
    title text,
    text text,
    status text not null check (status in ('ok', 'paywalled', 'truncated')),
    language text,
    byline text[] not null,
    section text,
    published_at timestamptz,
    published_zone text,
    published_day date,
    published_precision text check (published_precision in ('second', 'minute', 'day')),
    published_source text,
    revised_at timestamptz,
    origin_kind text check (origin_kind in ('wire', 'republication')),
    origin_name text,
    origin_url text,
    origin_evidence text,
    method text,
    replaced integer not null,
    search tsvector not null,
    constraint versions_key unique (article_id, content_sha256)
);
alter table racewatch.articles
    add foreign key (current_version_id) references racewatch.versions on delete set null deferrable;
create index articles_current_version on racewatch.articles (current_version_id);
create index articles_day on racewatch.articles (day, outlet);
create index versions_search on racewatch.versions using gin (search);
comment on table racewatch.versions is
    'One row per article and wording: the same title and text again is the same version. '
    'Its metadata are those of the newest capture that shows the wording.';
comment on column racewatch.versions.version_id is 'Id of the version in this database.';
comment on column racewatch.versions.article_id is 'Article that this is a wording of.';
comment on column racewatch.versions.content_sha256 is 'SHA-256 of title and text, in hexadecimal; part of the key.';
comment on column racewatch.versions.title is 'Headline; null when the page shows none.';
comment on column racewatch.versions.text is
    'Paragraphs separated by newlines, as extraction read them; null when the page shows none.';
comment on column racewatch.versions.status is 'ok, paywalled (metadata, perhaps a teaser) or truncated.';
comment on column racewatch.versions.language is 'Language as the page or its card says, ISO 639-1.';
comment on column racewatch.versions.byline is 'Authors in the order of the page; empty when none is shown.';
comment on column racewatch.versions.section is 'Section of the outlet.';
comment on column racewatch.versions.published_at is 'Time of publication as the page states it.';
comment on column racewatch.versions.published_zone is 'Zone in which the page states it: an offset such as +08:00.';
comment on column racewatch.versions.published_day is
    'UTC day of publication; the page''s own date where it states only a day.';
comment on column racewatch.versions.published_precision is 'second, minute or day.';
comment on column racewatch.versions.published_source is
    'Where on the page the time was read: json_ld, meta, html, url, feed or text.';
comment on column racewatch.versions.revised_at is 'Time of the last change as the page states it.';
comment on column racewatch.versions.origin_kind is
    'wire or republication when another outlet published the text first.';
comment on column racewatch.versions.origin_name is 'Name of the origin.';
comment on column racewatch.versions.origin_url is 'Link to the origin.';
comment on column racewatch.versions.origin_evidence is 'The words of the page that say so.';
comment on column racewatch.versions.method is 'Extractor that read the page.';
comment on column racewatch.versions.replaced is
    'Code points of title and text that Postgres cannot hold (NUL, lone surrogates), replaced by U+FFFD.';
comment on column racewatch.versions.search is
    'Lexemes for search: English stems, Chinese words and pairs of characters; title weighs A, text D.';

create table racewatch.captures (
    capture_id bigint generated always as identity primary key,
    run_id text not null,
    outlet text not null,
    url text not null,
    fetched_at timestamptz not null,
    outcome text not null,
    reason text,
    status_code integer,
    version_id bigint references racewatch.versions on delete cascade,
    warc_file text,
    warc_offset bigint,
    etag text,
    last_modified text,
    body_sha256 text,
    constraint captures_key unique (run_id, outlet, url),
    foreign key (run_id, outlet) references racewatch.runs (run_id, outlet) on delete cascade
);
create index captures_ledger on racewatch.captures (outlet, url, fetched_at desc, capture_id desc);
create index captures_version on racewatch.captures (version_id, fetched_at);
comment on table racewatch.captures is
    'One row per run, outlet and URL: what became of it. '
    'Also the ledger of the crawl: what is known and due derives from it.';
comment on column racewatch.captures.capture_id is
    'Id of the capture in this database; a later load has a greater one.';
comment on column racewatch.captures.run_id is 'Run that asked for the URL.';
comment on column racewatch.captures.outlet is 'Outlet it was asked for.';
comment on column racewatch.captures.url is 'URL as it was asked for.';
comment on column racewatch.captures.fetched_at is 'Time of the response; of the record, in a replay.';
comment on column racewatch.captures.outcome is
    'new, changed, unchanged, duplicate, filtered, blocked, paywalled or failed.';
comment on column racewatch.captures.reason is 'Why, in a word or a sentence.';
comment on column racewatch.captures.status_code is 'HTTP status of the response.';
comment on column racewatch.captures.version_id is
    'Version that the response shows; null when it shows none, or nothing new (unchanged).';
comment on column racewatch.captures.warc_file is
    'WARC file that holds the response, relative to the root of the archive.';
comment on column racewatch.captures.warc_offset is
    'Byte in that file at which the response record''s gzip member begins.';
comment on column racewatch.captures.etag is 'ETag of the response, for the next conditional request.';
comment on column racewatch.captures.last_modified is 'Last-Modified of the response, as sent.';
comment on column racewatch.captures.body_sha256 is 'SHA-256 of the decoded body, in hexadecimal.';
