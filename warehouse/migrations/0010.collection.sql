-- What polling, patience, requeueing and health need to know of captures and outlets.
-- depends: 0004.digests

alter table racewatch.outlets add column expected_daily double precision check (expected_daily > 0);
comment on column racewatch.outlets.expected_daily is 'Articles a day that its card expects; null when it says nothing.';

alter table racewatch.captures
    add column due_at timestamptz,
    add column is_source boolean not null default false,
    add column n_listed integer,
    add column newest_at timestamptz;
update racewatch.captures set is_source = true where outcome = 'filtered' and reason like 'a source: lists %';
create index captures_sources on racewatch.captures (outlet, url, fetched_at desc) where is_source;
comment on column racewatch.captures.outcome is
    'new, changed, unchanged, duplicate, filtered, blocked, paywalled, failed, or due: not asked for in this run.';
comment on column racewatch.captures.due_at is
    'When the crawl says that the URL may be asked for again: left over, or a host that asked for patience.';
comment on column racewatch.captures.is_source is 'Whether it is of a source (feed, sitemap, list), not of a page.';
comment on column racewatch.captures.n_listed is 'Of a source: the number of items that it lists.';
comment on column racewatch.captures.newest_at is 'Of a source: the latest time of publication that it gives.';
comment on column racewatch.captures.body_sha256 is
    'SHA-256 of the decoded body, in hexadecimal; of a source: of the URLs that it lists.';

create table racewatch.requeues (
    outlet text not null references racewatch.outlets on delete cascade,
    url text not null,
    requeued_at timestamptz not null,
    primary key (outlet, url)
);
comment on table racewatch.requeues is 'One row per URL that somebody brought back after it was set aside.';
comment on column racewatch.requeues.outlet is 'Outlet of the URL.';
comment on column racewatch.requeues.url is 'URL as it was asked for.';
comment on column racewatch.requeues.requeued_at is 'When it was brought back: failures before do not count.';
