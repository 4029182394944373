-- warn
-- Two quotations of one annotation overlap.
select one.annotation_id, one.quotation_id, other.quotation_id as other_id
from racewatch.current_annotations
join racewatch.quotations one using (annotation_id)
join racewatch.quotations other
    on other.annotation_id = one.annotation_id
    and other.quotation_id > one.quotation_id
where exists (
    select
    from generate_subscripts(one.spans, 1) as a
    cross join generate_subscripts(other.spans, 1) as b
    where one.spans[a][1] < other.spans[b][2] and other.spans[b][1] < one.spans[a][2]
)
