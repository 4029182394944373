-- The memory of the mails.

-- name: edition_exists(list, edition)$
-- Whether an edition was made.
select exists (select from racewatch.digests where list = :list and edition = :edition);

-- name: insert_digest(list, edition, as_of, subject, message_id, made_at, outbox_path)$
-- An edition; null when it was made before.
insert into racewatch.digests (list, edition, as_of, subject, message_id, made_at, outbox_path)
values (:list, :edition, :as_of, :subject, :message_id, :made_at, :outbox_path)
on conflict (list, edition) do nothing
returning edition;

-- name: insert_digest_item(list, edition, item_key, position, kind, article_id, story_id, url)!
-- An item that an edition tells.
insert into racewatch.digest_items (list, edition, item_key, position, kind, article_id, story_id, url)
values (:list, :edition, :item_key, :position, :kind, :article_id, :story_id, :url)
on conflict (list, edition, item_key) do nothing;

-- name: mark_sent(list, edition, sent_at)!
-- A mail server took the edition.
update racewatch.digests
set sent_at = :sent_at
where list = :list and edition = :edition and sent_at is null;

-- name: unsent(list)
-- Editions that no mail server has taken yet, the oldest first.
select edition, outbox_path
from racewatch.digests
where list = :list and sent_at is null
order by as_of, edition;

-- name: told_items(list, but)
-- Keys of all items that editions of a list told, leaving out one edition.
select distinct item_key
from racewatch.digest_items
where list = :list and edition is distinct from :but;
