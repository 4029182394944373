-- fail
-- A part of a quotation is not, word for word, what the text has at its span.
select quotations.quotation_id, annotations.version_id, part.place, part.content, quotations.spans
from racewatch.quotations
join racewatch.annotations using (annotation_id)
join racewatch.versions using (version_id)
cross join lateral unnest(quotations.content) with ordinality as part (content, place)
where part.content is distinct from substr(
    versions.text,
    quotations.spans[part.place][1] + 1,
    quotations.spans[part.place][2] - quotations.spans[part.place][1]
)
