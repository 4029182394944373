-- warn
-- An article says that it was published more than two days after it was fetched.
select article_id, outlet, url, published_at, published_source, first_seen_at
from marts.articles
where published_at > first_seen_at + interval '2 days'
