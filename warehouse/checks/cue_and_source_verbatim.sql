-- fail
-- The cue or the source of a quotation is not, word for word, what the text has at its span.
select quotations.quotation_id, annotations.version_id, named.what, named.words, named.span
from racewatch.quotations
join racewatch.annotations using (annotation_id)
join racewatch.versions using (version_id)
cross join lateral (
    values ('cue', quotations.cue, quotations.cue_span), ('source', quotations.source, quotations.source_span)
) as named (what, words, span)
where named.span is not null
    and named.words is distinct from substr(versions.text, named.span[1] + 1, named.span[2] - named.span[1])
