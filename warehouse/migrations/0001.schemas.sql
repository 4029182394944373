-- The two schemas and the extensions.

create schema if not exists racewatch;
comment on schema racewatch is 'Base tables of Racewatch. Private: they may change; read schema marts instead.';

create schema if not exists marts;
comment on schema marts is
    'The public views of Racewatch. They only grow: a column is never renamed, removed or given another meaning.';

create extension if not exists pg_trgm with schema public;
create extension if not exists vector with schema public;

create table racewatch.view_files (
    file text primary key,
    sha256 text not null
);
comment on table racewatch.view_files is 'One row per file of views, as it was last run.';
comment on column racewatch.view_files.file is 'Name of the file in warehouse/views.';
comment on column racewatch.view_files.sha256 is 'SHA-256 of the file, in hexadecimal: a changed file is run again.';
