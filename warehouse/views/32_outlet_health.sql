-- One row per outlet and language: how its collection does as of a time, and what is wrong with it.
create or replace function racewatch.outlet_health(as_of timestamptz)
returns table (
    outlet text,
    language text,
    last_success_at timestamptz,
    newest_item_at timestamptz,
    articles_daily double precision,
    expected_daily double precision,
    n_read integer,
    without_title double precision,
    without_text double precision,
    without_published double precision,
    without_byline double precision,
    n_pages integer,
    unreadable double precision,
    alarms text[]
)
language sql stable
as $$
with polls as (
    select
        captures.outlet,
        min(fetched_at) filter (where outcome in ('filtered', 'unchanged')) as first_success_at,
        max(fetched_at) filter (where outcome in ('filtered', 'unchanged')) as last_success_at,
        max(fetched_at) as last_polled_at,
        max(newest_at) as newest_at
    from racewatch.captures
    where is_source and outcome <> 'due' and fetched_at <= as_of
    group by captures.outlet
),
-- Pages that came whole and were read, or could not be.
pages as (
    select
        captures.outlet,
        captures.fetched_at,
        captures.version_id is null as unreadable,
        row_number() over (partition by captures.outlet order by fetched_at desc, capture_id desc) as place
    from racewatch.captures
    where not is_source
        and status_code = 200
        and fetched_at <= as_of
        and (
            version_id is not null
            or reason in (
                'no text on the page', 'no article on the page', 'a block or consent page',
                'extraction failed; see the crawl''s log'
            )
        )
),
reading as (
    select pages.outlet, count(*)::integer as n_pages, avg(unreadable::integer)::double precision as unreadable
    from pages
    where place <= 50
    group by pages.outlet
),
items as (
    select
        articles.outlet,
        versions.language,
        articles.first_seen_at,
        coalesce(versions.published_at, articles.first_seen_at) as item_at,
        versions.status,
        versions.title is null as without_title,
        versions.text is null and versions.status = 'ok' as without_text,
        versions.published_at is null as without_published,
        versions.byline = '{}' as without_byline,
        row_number() over (
            partition by articles.outlet, versions.language order by articles.first_seen_at desc, articles.article_id desc
        ) as place
    from racewatch.articles
    join racewatch.versions on versions.version_id = articles.current_version_id
    where articles.first_seen_at <= as_of
),
languages as (
    select outlets.outlet, language from racewatch.outlets cross join unnest(outlets.languages) as language
    union
    select items.outlet, items.language from items
),
counted as (
    select
        languages.outlet,
        languages.language,
        max(items.item_at) filter (where items.item_at <= as_of + interval '1 day') as newest_item_at,
        count(*) filter (where items.first_seen_at > as_of - interval '7 days') / 7.0 as articles_daily,
        count(*) filter (
            where items.first_seen_at between as_of - interval '35 days' and as_of - interval '7 days'
        ) / 28.0 as usual_daily,
        count(*) filter (where items.place <= 50)::integer as n_read,
        avg(items.without_title::integer) filter (where items.place <= 50) as without_title,
        avg(items.without_text::integer) filter (where items.place <= 50) as without_text,
        avg(items.without_published::integer) filter (where items.place <= 50) as without_published,
        avg(items.without_byline::integer) filter (where items.place <= 50) as without_byline
    from languages
    left join items on items.outlet = languages.outlet and items.language is not distinct from languages.language
    group by languages.outlet, languages.language
),
whole as (
    select
        counted.outlet,
        max(counted.newest_item_at) as newest_item_at,
        sum(counted.articles_daily) as articles_daily,
        coalesce(max(outlets.expected_daily), nullif(sum(counted.usual_daily), 0)) as expected_daily
    from counted
    join racewatch.outlets on outlets.outlet = counted.outlet
    group by counted.outlet
),
judged as (
    select
        whole.*,
        polls.first_success_at,
        polls.last_success_at,
        polls.last_polled_at,
        greatest(whole.newest_item_at, polls.newest_at) as newest_at,
        -- With e articles a day, so long a silence has a chance of one in 150.
        greatest(interval '2 days', interval '5 days' / coalesce(whole.expected_daily, 1)) as patience,
        reading.n_pages,
        reading.unreadable
    from whole
    left join polls on polls.outlet = whole.outlet
    left join reading on reading.outlet = whole.outlet
),
alarmed as (
    select
        judged.*,
        array_remove(array[
            case
                when last_polled_at is null or last_polled_at < as_of - interval '7 days' then null
                when coalesce(last_success_at < as_of - interval '1 day', true) and last_polled_at > first_success_at
                    then format(
                        'no source could be read since %s', to_char(last_success_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI')
                    )
                when last_success_at is null then 'no source could ever be read'
            end,
            case
                when last_success_at > as_of - interval '7 days' and newest_at < as_of - patience
                    then format(
                        'silent: the newest item is of %s, %s',
                        to_char(newest_at at time zone 'UTC', 'YYYY-MM-DD'),
                        case
                            when expected_daily is null then 'and nothing says how many a day to expect'
                            else format('with %s a day expected', round(expected_daily::numeric, 1))
                        end
                    )
                when last_success_at > as_of - interval '7 days'
                    and first_success_at < as_of - patience
                    and coalesce(articles_daily, 0) = 0
                    then 'silent: sources are read, and no article has come in 7 days'
                when first_success_at < as_of - interval '7 days' and articles_daily < expected_daily / 5
                    then format(
                        'few: %s articles a day in a week, with %s expected',
                        round(articles_daily::numeric, 1), round(expected_daily::numeric, 1)
                    )
            end,
            case
                when n_pages >= 5 and unreadable > 0.5
                    then format(
                        'broken parser: %s %% of the last %s pages could not be read', round(unreadable * 100), n_pages
                    )
            end
        ], null) as outlet_alarms
    from judged
)
select
    counted.outlet,
    counted.language,
    alarmed.last_success_at,
    counted.newest_item_at,
    counted.articles_daily::double precision,
    case
        when (select count(*) from counted as others where others.outlet = counted.outlet) = 1 then alarmed.expected_daily
        else nullif(counted.usual_daily, 0)
    end::double precision,
    counted.n_read,
    counted.without_title::double precision,
    counted.without_text::double precision,
    counted.without_published::double precision,
    counted.without_byline::double precision,
    alarmed.n_pages,
    alarmed.unreadable,
    alarmed.outlet_alarms || array_remove(array[
        case
            when counted.usual_daily >= 0.5
                and alarmed.last_polled_at > as_of - interval '7 days'
                and counted.newest_item_at
                    < as_of - greatest(interval '2 days', interval '5 days' / counted.usual_daily)
                then format(
                    'silent in %s: the newest item is of %s, with %s a day before',
                    counted.language,
                    to_char(counted.newest_item_at at time zone 'UTC', 'YYYY-MM-DD'),
                    round(counted.usual_daily, 1)
                )
        end,
        case
            when counted.n_read >= 5 and greatest(without_title, without_text, without_published) > 0.5
                then format(
                    'broken parser: of %s articles in %s, %s %% lack the title, %s %% the text, %s %% the time',
                    counted.n_read,
                    coalesce(counted.language, 'an unknown language'),
                    round(without_title * 100), round(without_text * 100), round(without_published * 100)
                )
        end
    ], null)
from counted
join alarmed on alarmed.outlet = counted.outlet
$$;
comment on function racewatch.outlet_health(timestamptz) is
    'One row per outlet and language: how its collection does as of a time, and what is wrong with it.';

create or replace view marts.outlet_health as
select health.*
from racewatch.outlet_health(now()) as health;
comment on view marts.outlet_health is 'One row per outlet and language: how its collection does now.';
comment on column marts.outlet_health.outlet is 'Id of the outlet.';
comment on column marts.outlet_health.language is 'Language of the articles, ISO 639-1, as the page or its card says.';
comment on column marts.outlet_health.last_success_at is 'Last time that a source of the outlet could be read.';
comment on column marts.outlet_health.newest_item_at is 'Time of its newest article: of publication, else of first sight.';
comment on column marts.outlet_health.articles_daily is 'Articles a day, over the last week.';
comment on column marts.outlet_health.expected_daily is
    'Articles a day to expect: what the card says of the outlet, else the mean of the four weeks before.';
comment on column marts.outlet_health.n_read is 'Articles that the shares are over: the newest fifty.';
comment on column marts.outlet_health.without_title is 'Share of these without a title.';
comment on column marts.outlet_health.without_text is 'Share of these without a text, although nothing is paywalled.';
comment on column marts.outlet_health.without_published is 'Share of these without a time of publication.';
comment on column marts.outlet_health.without_byline is 'Share of these without a byline.';
comment on column marts.outlet_health.n_pages is 'Pages of the outlet that the next share is over: the newest fifty.';
comment on column marts.outlet_health.unreadable is 'Share of these of which extraction could make no article.';
comment on column marts.outlet_health.alarms is 'What is wrong, one line each; empty when all is well.';
