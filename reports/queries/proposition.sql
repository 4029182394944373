-- One row: the proposition in its current wording; none if it is not known. The marts name propositions by id only, so
-- this is the one query outside them.
select proposition, version, texts
from racewatch.current_propositions
where proposition = %(proposition)s;
