-- Who speaks: speakers with their names, mentions and affiliations; what they said and where first; who is quoted most.

-- One row per speaker.
create or replace view marts.speakers as
select
    speakers.speaker_id,
    speakers.key,
    speakers.name,
    speakers.kind,
    speakers.side,
    speakers.affiliation,
    speakers.role,
    array(
        select alias
        from racewatch.speaker_aliases
        where speaker_aliases.speaker_id = speakers.speaker_id
        order by position, alias
    ) as aliases,
    speakers.source,
    speakers.as_of,
    coalesce(quoted.n_quotations, 0) as n_quotations,
    coalesce(quoted.n_articles, 0) as n_articles,
    quoted.first_day,
    quoted.last_day
from racewatch.speakers
left join (
    select
        speaker_id,
        count(*)::integer as n_quotations,
        count(distinct article_id)::integer as n_articles,
        min(day) as first_day,
        max(day) as last_day
    from marts.quotations
    group by speaker_id
) as quoted on quoted.speaker_id = speakers.speaker_id;
comment on view marts.speakers is
    'One row per person, organisation or group: those of the directory, and those whom articles quote.';
comment on column marts.speakers.speaker_id is 'Id of the speaker, the same across articles and languages.';
comment on column marts.speakers.key is 'Key of the directory, else what all spellings of the name have in common.';
comment on column marts.speakers.name is 'Canonical name.';
comment on column marts.speakers.kind is 'person, organisation, group, or unnamed: many people under one name.';
comment on column marts.speakers.side is 'Country the speaker stands for, ISO 3166-1 alpha-2.';
comment on column marts.speakers.affiliation is 'Organisation: of the directory, else the one articles name most often.';
comment on column marts.speakers.role is 'Office or title: of the directory, else the one articles name most often.';
comment on column marts.speakers.aliases is 'All spellings of the name in both languages, the canonical one first.';
comment on column marts.speakers.source is 'Source of the entry of the directory, a file or memory; null for others.';
comment on column marts.speakers.as_of is 'When the entry of the directory was right.';
comment on column marts.speakers.n_quotations is 'Quotations in current versions of articles, copies included.';
comment on column marts.speakers.n_articles is 'Articles that quote the speaker.';
comment on column marts.speakers.first_day is 'Day of the first of them.';
comment on column marts.speakers.last_day is 'Day of the last of them.';

-- One row per speaker and spelling of its name.
create or replace view marts.speaker_aliases as
select
    speakers.speaker_id,
    speakers.name as speaker,
    aliases.alias,
    aliases.language,
    aliases.script,
    aliases.ambiguous
from racewatch.speaker_aliases aliases
join racewatch.speakers on speakers.speaker_id = aliases.speaker_id;
comment on view marts.speaker_aliases is 'One row per speaker and spelling of its name, in either language.';
comment on column marts.speaker_aliases.speaker_id is 'Id of the speaker.';
comment on column marts.speaker_aliases.speaker is 'Canonical name.';
comment on column marts.speaker_aliases.alias is 'The spelling.';
comment on column marts.speaker_aliases.language is 'Language of the spelling, ISO 639-1.';
comment on column marts.speaker_aliases.script is 'ISO 15924: Latn, Hans, Hant, or Hani where both scripts write it so.';
comment on column marts.speaker_aliases.ambiguous is 'True when others bear the name as well.';

create or replace function marts.speaker_ids(name text) returns setof bigint
language sql stable strict parallel safe
as $body$
    select distinct speaker_id
    from marts.speaker_aliases
    where marts.simplified(lower(alias)) = marts.simplified(lower(speaker_ids.name))
$body$;
comment on function marts.speaker_ids(text) is
    'Ids of the speakers who bear a name, under any spelling, in either script and any case: '
    'where speaker_id in (select marts.speaker_ids(''任正非'')).';

-- One row per article and name of a speaker in it.
create or replace view marts.speaker_mentions as
select
    articles.article_id,
    mentions.version_id,
    articles.day,
    articles.outlet,
    articles.url,
    mentions.name,
    mentions.speaker_id,
    speakers.name as speaker,
    mentions.affiliation,
    organisations.name as organisation,
    mentions.organisation_id,
    mentions.role,
    mentions.side,
    mentions.method,
    mentions.evidence
from racewatch.articles
join racewatch.speaker_mentions mentions on mentions.version_id = articles.current_version_id
join racewatch.speakers on speakers.speaker_id = mentions.speaker_id
left join racewatch.speakers organisations on organisations.speaker_id = mentions.organisation_id;
comment on view marts.speaker_mentions is
    'One row per article and name of a speaker whom it quotes, in its current version: whom the name stands for, and why.';
comment on column marts.speaker_mentions.article_id is 'Article that names the speaker.';
comment on column marts.speaker_mentions.version_id is 'Version of its text.';
comment on column marts.speaker_mentions.day is 'Day of the article, as in marts.articles.';
comment on column marts.speaker_mentions.outlet is 'Outlet of the article.';
comment on column marts.speaker_mentions.url is 'Link to the article.';
comment on column marts.speaker_mentions.name is 'Fullest name that the article gives.';
comment on column marts.speaker_mentions.speaker_id is 'Id of the speaker.';
comment on column marts.speaker_mentions.speaker is 'Canonical name of the speaker.';
comment on column marts.speaker_mentions.affiliation is 'Organisation, in the words of the article.';
comment on column marts.speaker_mentions.organisation is 'The organisation of the directory that these words name.';
comment on column marts.speaker_mentions.organisation_id is 'Its id.';
comment on column marts.speaker_mentions.role is 'Office or title, in the words of the article.';
comment on column marts.speaker_mentions.side is 'Country the speaker stands for there, ISO 3166-1 alpha-2.';
comment on column marts.speaker_mentions.method is
    'What links the name to the speaker: directory, name, apart, beside, pinyin, initial or hand.';
comment on column marts.speaker_mentions.evidence is 'What the link rests on, in words.';

-- One row per speaker and affiliation.
create or replace view marts.speaker_affiliations as
select
    speaker_id,
    min(speaker) as speaker,
    coalesce(organisation, affiliation) as affiliation,
    min(organisation_id) as organisation_id,
    array_agg(distinct role order by role) filter (where role is not null) as roles,
    min(day) as first_day,
    max(day) as last_day,
    count(distinct article_id)::integer as n_articles,
    (array_agg(article_id order by day, article_id))[1] as first_article_id,
    (array_agg(url order by day, article_id))[1] as first_url
from marts.speaker_mentions
where affiliation is not null
group by speaker_id, coalesce(organisation, affiliation);
comment on view marts.speaker_affiliations is
    'One row per speaker and affiliation that articles give, with the time over which they give it.';
comment on column marts.speaker_affiliations.speaker_id is 'Id of the speaker.';
comment on column marts.speaker_affiliations.speaker is 'Canonical name of the speaker.';
comment on column marts.speaker_affiliations.affiliation is
    'Organisation by its name in the directory, which joins both languages; else in the words of the articles.';
comment on column marts.speaker_affiliations.organisation_id is 'Id of the organisation, where the directory has it.';
comment on column marts.speaker_affiliations.roles is 'Offices and titles given with it; null when none is.';
comment on column marts.speaker_affiliations.first_day is 'Day of the first article that gives it.';
comment on column marts.speaker_affiliations.last_day is 'Day of the last article that gives it.';
comment on column marts.speaker_affiliations.n_articles is 'Articles that give it.';
comment on column marts.speaker_affiliations.first_article_id is 'The first of them.';
comment on column marts.speaker_affiliations.first_url is 'Link to the first of them.';

-- One row per quotation of a known speaker.
create or replace view marts.speaker_quotations as
select
    quotations.speaker_id,
    quotations.speaker,
    speakers.kind,
    quotations.quotation_id,
    quotations.article_id,
    quotations.day,
    coalesce(articles.published_at, articles.first_seen_at) as printed_at,
    quotations.outlet,
    quotations.outlet_side,
    quotations.language,
    quotations.type,
    quotations.content,
    quotations.affiliation,
    quotations.role,
    quotations.side,
    quotations.url,
    quotations.title,
    coalesce(story_members.relation = 'copy', false) as is_copy,
    regexp_replace(marts.simplified(lower(quotations.content)), '[^[:alnum:]]', '', 'g') as saying
from marts.quotations
join marts.articles on articles.article_id = quotations.article_id
join racewatch.speakers on speakers.speaker_id = quotations.speaker_id
left join racewatch.story_members on story_members.version_id = quotations.version_id;
comment on view marts.speaker_quotations is
    'One row per quotation of a known speaker: all quotations of a person, in both languages, are those of one speaker_id.';
comment on column marts.speaker_quotations.speaker_id is 'Id of the speaker.';
comment on column marts.speaker_quotations.speaker is 'Canonical name of the speaker.';
comment on column marts.speaker_quotations.kind is 'person, organisation, group or unnamed.';
comment on column marts.speaker_quotations.quotation_id is 'Id of the quotation.';
comment on column marts.speaker_quotations.article_id is 'Article that quotes.';
comment on column marts.speaker_quotations.day is 'Day of the article, as in marts.articles.';
comment on column marts.speaker_quotations.printed_at is 'Time of publication, else of first sight.';
comment on column marts.speaker_quotations.outlet is 'Outlet of the article.';
comment on column marts.speaker_quotations.outlet_side is 'Side of the outlet: US, CN or other.';
comment on column marts.speaker_quotations.language is 'Language of the article, ISO 639-1.';
comment on column marts.speaker_quotations.type is 'direct, mixed or indirect.';
comment on column marts.speaker_quotations.content is 'The words quoted, verbatim.';
comment on column marts.speaker_quotations.affiliation is 'Organisation of the speaker.';
comment on column marts.speaker_quotations.role is 'Office or title of the speaker.';
comment on column marts.speaker_quotations.side is 'Country the speaker stands for, ISO 3166-1 alpha-2.';
comment on column marts.speaker_quotations.url is 'Link to the article.';
comment on column marts.speaker_quotations.title is 'Headline of the article.';
comment on column marts.speaker_quotations.is_copy is 'True in an article that copies another outlet''s text.';
comment on column marts.speaker_quotations.saying is
    'The words without marks, case and script: the same in every print of one saying.';

-- One row per speaker and saying.
create or replace view marts.sayings as
select
    speaker_id,
    min(speaker) as speaker,
    saying,
    (array_agg(content order by is_copy, printed_at, quotation_id))[1] as content,
    (array_agg(type order by is_copy, printed_at, quotation_id))[1] as type,
    (array_agg(language order by is_copy, printed_at, quotation_id))[1] as language,
    (array_agg(day order by is_copy, printed_at, quotation_id))[1] as first_day,
    (array_agg(printed_at order by is_copy, printed_at, quotation_id))[1] as first_printed_at,
    (array_agg(outlet order by is_copy, printed_at, quotation_id))[1] as first_outlet,
    (array_agg(url order by is_copy, printed_at, quotation_id))[1] as first_url,
    count(distinct article_id)::integer as n_prints,
    array_agg(distinct outlet order by outlet) as outlets
from marts.speaker_quotations
group by speaker_id, saying;
comment on view marts.sayings is
    'One row per speaker and saying, however many outlets printed it: what was said, when, and where first.';
comment on column marts.sayings.speaker_id is 'Id of the speaker.';
comment on column marts.sayings.speaker is 'Canonical name of the speaker.';
comment on column marts.sayings.saying is 'The words without marks, case and script.';
comment on column marts.sayings.content is 'The words, verbatim as first printed.';
comment on column marts.sayings.type is 'direct, mixed or indirect, in the first print.';
comment on column marts.sayings.language is 'Language of the first print, ISO 639-1.';
comment on column marts.sayings.first_day is 'Day of the first print.';
comment on column marts.sayings.first_printed_at is
    'Time of the first print. An article that copies another outlet''s text comes after all that do not.';
comment on column marts.sayings.first_outlet is 'Outlet that printed it first.';
comment on column marts.sayings.first_url is 'Link to the first print.';
comment on column marts.sayings.n_prints is 'Articles that print it.';
comment on column marts.sayings.outlets is 'Outlets that print it.';

-- One row per week and person.
create or replace view marts.most_quoted as
select
    date_trunc('week', quotations.day)::date as week,
    coalesce(speakers.side, '') as side,
    quotations.speaker_id,
    min(quotations.speaker) as speaker,
    count(*)::integer as n_quotations,
    count(distinct quotations.article_id)::integer as n_articles,
    count(distinct quotations.outlet)::integer as n_outlets,
    rank() over (
        partition by date_trunc('week', quotations.day)::date, coalesce(speakers.side, '')
        order by count(*) desc
    )::integer as place
from marts.speaker_quotations quotations
join racewatch.speakers on speakers.speaker_id = quotations.speaker_id
where not quotations.is_copy and quotations.kind = 'person'
group by date_trunc('week', quotations.day)::date, coalesce(speakers.side, ''), quotations.speaker_id;
comment on view marts.most_quoted is
    'One row per week and person with quotations in it: the most quoted people of a week by side. Copies are not counted.';
comment on column marts.most_quoted.week is 'Monday of the week (ISO 8601) of the articles'' days.';
comment on column marts.most_quoted.side is
    'Country the person stands for, ISO 3166-1 alpha-2, as marts.speakers has it; empty when not known.';
comment on column marts.most_quoted.speaker_id is 'Id of the speaker.';
comment on column marts.most_quoted.speaker is 'Canonical name of the speaker.';
comment on column marts.most_quoted.n_quotations is 'Quotations in that week.';
comment on column marts.most_quoted.n_articles is 'Articles that quote the person.';
comment on column marts.most_quoted.n_outlets is 'Outlets of these articles.';
comment on column marts.most_quoted.place is 'Place among the people of the side in that week; equal counts share one.';
