-- warn
-- An article that could be read whole has less than forty characters.
select article_id, outlet, url, title, length(text) as characters
from marts.articles
where status = 'ok' and coalesce(length(text), 0) < 40
