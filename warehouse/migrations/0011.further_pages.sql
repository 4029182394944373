-- Articles cut into pages: which capture is a further page of which article.
-- depends: 0010.collection

alter table racewatch.captures
    add column part_of text,
    add column part integer check (part > 1);
create index captures_parts on racewatch.captures (run_id, outlet, part_of, part) where part_of is not null;
comment on column racewatch.captures.part_of is
    'Of a further page of an article: the URL of its first page, whose capture in the same run shows the whole text.';
comment on column racewatch.captures.part is
    'Of a further page of an article: its number, from 2. One that was read is filtered and has its place in the archive.';
