-- One row per statement, current proposition and current model.
create or replace view marts.stances as
select
    stances.stance_id,
    articles.day,
    articles.article_id,
    annotations.version_id,
    articles.outlet,
    racewatch.side(outlets.country) as outlet_side,
    annotations.language,
    stances.voice as subject,
    stances.quotation_id,
    coalesce(speakers.name, quotations.speaker) as speaker,
    quotations.speaker_id,
    coalesce(quotations.side, speakers.side) as speaker_side,
    case stances.voice
        when 'quote' then array_to_string(quotations.content, ' … ')
        when 'outlet' then substr(versions.text, stances.span[1] + 1, stances.span[2] - stances.span[1])
        else versions.title
    end as text,
    articles.url,
    versions.title,
    stances.proposition,
    stances.proposition_version,
    stances.label,
    stances.favor,
    stances.against,
    stances.neutral,
    stances.unrelated,
    case stances.label
        when 'favor' then stances.favor
        when 'against' then stances.against
        when 'neutral' then stances.neutral
        else stances.unrelated
    end as score,
    stances.abstained,
    stances.evidence,
    stances.model,
    stances.revision
from racewatch.articles
join racewatch.outlets on outlets.outlet = articles.outlet
join racewatch.versions on versions.version_id = articles.current_version_id
join racewatch.current_annotations annotations on annotations.version_id = articles.current_version_id
join racewatch.stances on stances.annotation_id = annotations.annotation_id
join racewatch.current_propositions propositions
    on propositions.proposition = stances.proposition
    and propositions.version = stances.proposition_version
left join racewatch.quotations on quotations.quotation_id = stances.quotation_id
left join racewatch.speakers on speakers.speaker_id = quotations.speaker_id;
comment on view marts.stances is
    'One row per statement, current proposition and current model: where the statement stands.';
comment on column marts.stances.stance_id is 'Id of the stance.';
comment on column marts.stances.day is 'Day of the article, as in marts.articles.';
comment on column marts.stances.article_id is 'Article that holds the statement.';
comment on column marts.stances.version_id is 'Version of its text.';
comment on column marts.stances.outlet is 'Outlet of the article.';
comment on column marts.stances.outlet_side is 'Side of the outlet: US, CN or other.';
comment on column marts.stances.language is 'Language of the article, ISO 639-1.';
comment on column marts.stances.subject is
    'Whose voice: quote (a speaker), outlet (its own sentence) or article (as a whole).';
comment on column marts.stances.quotation_id is 'The quotation, for subject quote.';
comment on column marts.stances.speaker is 'Who is quoted, by canonical name; null when not known.';
comment on column marts.stances.speaker_id is 'Id of the speaker.';
comment on column marts.stances.speaker_side is 'Country the speaker stands for, ISO 3166-1 alpha-2.';
comment on column marts.stances.text is
    'The statement, verbatim: the quotation, the sentence, or the headline of the article.';
comment on column marts.stances.url is 'Link to the article.';
comment on column marts.stances.title is 'Headline of the article.';
comment on column marts.stances.proposition is 'Proposition it was judged against.';
comment on column marts.stances.proposition_version is 'Version of the proposition''s wording.';
comment on column marts.stances.label is
    'The most probable of favor, against, neutral, unrelated, also when abstained.';
comment on column marts.stances.favor is 'Probability of favor.';
comment on column marts.stances.against is 'Probability of against.';
comment on column marts.stances.neutral is 'Probability of neutral.';
comment on column marts.stances.unrelated is 'Probability of unrelated.';
comment on column marts.stances.score is 'Probability of the label.';
comment on column marts.stances.abstained is 'True when the model was not sure enough: the label is then not counted.';
comment on column marts.stances.evidence is
    'For articles: stretches of the text that carry the label, {{start,end},…}.';
comment on column marts.stances.model is 'Model that judged.';
comment on column marts.stances.revision is 'Revision of that model.';
