-- fail
-- A quotation has not one span for each part, or a span of nothing, or spans out of order.
select quotation_id, spans, cardinality(content) as parts
from racewatch.quotations
where array_length(spans, 1) is distinct from cardinality(content)
    or array_length(spans, 2) is distinct from 2
    or exists (
        select from generate_subscripts(spans, 1) as place
        where spans[place][1] < 0
            or spans[place][1] >= spans[place][2]
            or spans[place][1] < spans[place - 1][2]
    )
