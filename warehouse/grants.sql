-- The group role analyst: it reads schema marts and nothing else. Run at every migration, for a role belongs to the
-- whole server: its administrator may make it, or another database's migration, at any time.
do $body$
begin
    if not exists (select from pg_roles where rolname = 'analyst') then
        begin
            create role analyst nologin;
            comment on role analyst is 'Group of those who read the marts of Racewatch and change nothing.';
        exception
            when duplicate_object or unique_violation then null;
            when insufficient_privilege then
                raise warning 'role analyst is missing and % may not create it', current_user;
                return;
        end;
    end if;
    -- Each grant rewrites the catalogue, also one that is there already.
    if not has_schema_privilege('analyst', 'marts', 'usage') then
        grant usage on schema marts to analyst;
        alter default privileges in schema marts grant select on tables to analyst;
    end if;
    if exists (
        select from pg_class
        where relnamespace = 'marts'::regnamespace
            and relkind in ('r', 'v', 'm')
            and not has_table_privilege('analyst', oid, 'select')
    ) then
        grant select on all tables in schema marts to analyst;
    end if;
    if not pg_has_role(current_user, 'analyst', 'member') then
        begin
            execute format('grant analyst to %I', current_user);
        exception when insufficient_privilege then
            raise warning '% may not act as analyst', current_user;
        end;
    end if;
end
$body$;
