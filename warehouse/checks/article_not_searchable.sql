-- warn
-- An article has words, but search cannot find it.
select article_id, outlet, url
from marts.articles
where search = ''::tsvector and coalesce(length(text), 0) >= 40
