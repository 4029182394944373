-- One row per statement, target and current model.
create or replace view marts.tones as
select
    tones.tone_id,
    articles.day,
    articles.article_id,
    annotations.version_id,
    articles.outlet,
    racewatch.side(outlets.country) as outlet_side,
    annotations.language,
    tones.voice as subject,
    tones.quotation_id,
    coalesce(speakers.name, quotations.speaker) as speaker,
    quotations.speaker_id,
    coalesce(quotations.side, speakers.side) as speaker_side,
    case tones.voice
        when 'quote' then array_to_string(quotations.content, ' … ')
        when 'outlet' then substr(versions.text, tones.span[1] + 1, tones.span[2] - tones.span[1])
        else versions.title
    end as text,
    articles.url,
    versions.title,
    tones.target,
    tones.label,
    tones.score,
    tones.model,
    tones.revision
from racewatch.articles
join racewatch.outlets on outlets.outlet = articles.outlet
join racewatch.versions on versions.version_id = articles.current_version_id
join racewatch.current_annotations annotations on annotations.version_id = articles.current_version_id
join racewatch.tones on tones.annotation_id = annotations.annotation_id
left join racewatch.quotations on quotations.quotation_id = tones.quotation_id
left join racewatch.speakers on speakers.speaker_id = quotations.speaker_id;
comment on view marts.tones is
    'One row per statement, target and current model: how the statement speaks of the target. Apart from stance.';
comment on column marts.tones.tone_id is 'Id of the tone.';
comment on column marts.tones.day is 'Day of the article, as in marts.articles.';
comment on column marts.tones.article_id is 'Article that holds the statement.';
comment on column marts.tones.version_id is 'Version of its text.';
comment on column marts.tones.outlet is 'Outlet of the article.';
comment on column marts.tones.outlet_side is 'Side of the outlet: US, CN or other.';
comment on column marts.tones.language is 'Language of the article, ISO 639-1.';
comment on column marts.tones.subject is
    'Whose voice: quote (a speaker), outlet (its own sentence) or article (as a whole).';
comment on column marts.tones.quotation_id is 'The quotation, for subject quote.';
comment on column marts.tones.speaker is 'Who is quoted, by canonical name; null when not known.';
comment on column marts.tones.speaker_id is 'Id of the speaker.';
comment on column marts.tones.speaker_side is 'Country the speaker stands for, ISO 3166-1 alpha-2.';
comment on column marts.tones.text is
    'The statement, verbatim: the quotation, the sentence, or the headline of the article.';
comment on column marts.tones.url is 'Link to the article.';
comment on column marts.tones.title is 'Headline of the article.';
comment on column marts.tones.target is 'Whom it speaks of: CN, US, or a named company.';
comment on column marts.tones.label is 'positive, neutral or negative.';
comment on column marts.tones.score is 'How sure the model is, 0 to 1.';
comment on column marts.tones.model is 'Model that judged.';
comment on column marts.tones.revision is 'Revision of that model.';
