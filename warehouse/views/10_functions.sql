-- Functions that views and analysts share.

create or replace function racewatch.side(country text) returns text
language sql immutable strict parallel safe
return case when country in ('US', 'CN') then country else 'other' end;
comment on function racewatch.side(text) is 'Side of a country in the race: US, CN or other.';

create or replace function racewatch.stemmed(words tsvector) returns tsvector
language sql immutable strict parallel safe
as $body$
    select coalesce(
        string_agg(
            -- Quoted as a literal, without the E that a backslash brings: replace() twice takes most of an import's load.
            ltrim(quote_literal(found.stem), 'E') || ':' || case
                -- So are nearly all, and a query of its own for each takes as long as the rest.
                when cardinality(words.positions) = 1 then words.positions[1] || words.weights[1]
                else (
                    select string_agg(place || weight, ',')
                    from unnest(words.positions, words.weights) as places (place, weight)
                )
            end,
            ' '
        ),
        ''
    )::tsvector
    from unnest(words) as words
    cross join lateral unnest(
        case
            when words.lexeme ~ '^[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]'
                then array[words.lexeme]
            else ts_lexize('pg_catalog.english_stem', words.lexeme)
        end
    ) as found (stem)
$body$;
comment on function racewatch.stemmed(tsvector) is
    'The vector with English words as stems and without stop words: by the dictionary of this server, as marts.search_query '
    'does it, for stemmers differ between versions. Chinese words stay as they are.';

create or replace function marts.search_query(query text) returns tsquery
language sql immutable strict parallel safe
as $body$
    with tokens as (
        select found.token[1] as token, found.place
        -- Han runs end words: the longest match would otherwise take GPT芯片 for one word.
        from regexp_matches(
            regexp_replace(
                query,
                '[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]+',
                ' \& ',
                'g'
            ),
            '[[:alnum:]\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]+',
            'g'
        ) with ordinality as found (token, place)
    ),
    conditions as (
        select
            tokens.place,
            case
                when tokens.token !~ '^[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]'
                    then (
                        select quote_literal(stem)
                        from unnest(ts_lexize('pg_catalog.english_stem', tokens.token)) as stem
                    )
                when length(tokens.token) = 1 then (
                    select '(' || string_agg(distinct quote_literal(form) || ':*', ' | ') || ')'
                    from (values (tokens.token), (marts.simplified(tokens.token))) as forms (form)
                )
                -- The index holds every text in Simplified characters, and Traditional ones as they are written, too.
                else (
                    select '(' || string_agg(distinct pairs.pairs, ' | ') || ')'
                    from (values (tokens.token), (marts.simplified(tokens.token))) as forms (form)
                    cross join lateral (
                        select string_agg(quote_literal(substr(form, place, 2)), ' & ' order by place) as pairs
                        from generate_series(1, length(form) - 1) place
                    ) as pairs
                )
            end as condition
        from tokens
    )
    select coalesce(string_agg(condition, ' & ' order by place), '')::tsquery
    from conditions
$body$;
comment on function marts.search_query(text) is
    'Query for the column search: every word must occur, English by its stem, '
    'Chinese by its pairs of characters in either script. '
    'Use: where search @@ marts.search_query(''芯片 export controls'').';
