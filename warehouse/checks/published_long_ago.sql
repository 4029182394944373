-- warn
-- An article says that it was published before the web was.
select article_id, outlet, url, published_at, published_source
from marts.articles
where published_at < '1991-08-06'
