-- One row per quotation in the current version of an article, by its current annotation.
create or replace view marts.quotations as
select
    quotations.quotation_id,
    articles.article_id,
    annotations.version_id,
    articles.day,
    articles.outlet,
    racewatch.side(outlets.country) as outlet_side,
    annotations.language,
    articles.url,
    versions.title,
    quotations.type,
    array_to_string(quotations.content, ' … ') as content,
    quotations.content as contents,
    quotations.spans,
    quotations.cue,
    quotations.source,
    coalesce(speakers.name, quotations.speaker) as speaker,
    quotations.speaker_id,
    coalesce(quotations.affiliation, speakers.affiliation) as affiliation,
    coalesce(quotations.role, speakers.role) as role,
    coalesce(quotations.side, speakers.side) as side,
    quotations.score,
    quotations.speaker_score,
    annotations.revision as extractor_revision
from racewatch.articles
join racewatch.outlets on outlets.outlet = articles.outlet
join racewatch.versions on versions.version_id = articles.current_version_id
join racewatch.current_annotations annotations on annotations.version_id = articles.current_version_id
join racewatch.quotations on quotations.annotation_id = annotations.annotation_id
left join racewatch.speakers on speakers.speaker_id = quotations.speaker_id;
comment on view marts.quotations is
    'One row per quotation in the current version of an article, by its current annotation.';
comment on column marts.quotations.quotation_id is 'Id of the quotation.';
comment on column marts.quotations.article_id is 'Article that quotes.';
comment on column marts.quotations.version_id is 'Version of its text that the spans belong to.';
comment on column marts.quotations.day is 'Day of the article, as in marts.articles.';
comment on column marts.quotations.outlet is 'Outlet of the article.';
comment on column marts.quotations.outlet_side is 'Side of the outlet: US, CN or other.';
comment on column marts.quotations.language is 'Language of the article, ISO 639-1.';
comment on column marts.quotations.url is 'Link to the article.';
comment on column marts.quotations.title is 'Headline of the article.';
comment on column marts.quotations.type is 'direct, mixed or indirect.';
comment on column marts.quotations.content is
    'The words quoted, verbatim; parts of a broken quotation are joined by " … ".';
comment on column marts.quotations.contents is 'The parts one by one: contents[i] is the text at spans[i].';
comment on column marts.quotations.spans is
    'Where the parts stand in the text, {{start,end},…}, half open, in code points from 0.';
comment on column marts.quotations.cue is 'The words that attribute it, such as said or 表示.';
comment on column marts.quotations.source is 'Mention of the source nearest to the cue, verbatim.';
comment on column marts.quotations.speaker is
    'Whom the source resolves to, by canonical name; null when not known or not sure enough.';
comment on column marts.quotations.speaker_id is 'Id of the speaker, the same across articles and languages.';
comment on column marts.quotations.affiliation is 'Organisation of the speaker.';
comment on column marts.quotations.role is 'Office or title of the speaker.';
comment on column marts.quotations.side is 'Country the speaker stands for, ISO 3166-1 alpha-2.';
comment on column marts.quotations.score is 'How sure the extractor is that this is a quotation, 0 to 1.';
comment on column marts.quotations.speaker_score is 'How sure it is of the speaker, 0 to 1.';
comment on column marts.quotations.extractor_revision is 'Revision under which it was found.';
