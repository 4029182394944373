-- One row per proposition, in its current wording.
create or replace view marts.propositions as
select proposition, version, texts
from racewatch.current_propositions;
comment on view marts.propositions is 'One row per proposition, in its current wording: stances are towards this one.';
comment on column marts.propositions.proposition is 'Id of the proposition, such as us_losing_ai_race.';
comment on column marts.propositions.version is 'Version of the wording.';
comment on column marts.propositions.texts is 'The sentence by ISO 639-1 code of its language.';
