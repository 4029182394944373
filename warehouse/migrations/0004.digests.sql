-- The mails that were made, and what they told: the memory that keeps an item from being sent twice.
-- depends: 0003.annotation

create table racewatch.digests (
    list text not null,
    edition text not null,
    as_of date not null,
    subject text not null,
    message_id text not null,
    made_at timestamptz not null,
    outbox_path text,
    sent_at timestamptz,
    primary key (list, edition)
);
comment on table racewatch.digests is 'One row per mailing list and edition.';
comment on column racewatch.digests.list is 'Mailing list.';
comment on column racewatch.digests.edition is 'Edition of the list, such as its day.';
comment on column racewatch.digests.as_of is 'Last day that the edition reports on.';
comment on column racewatch.digests.subject is 'Subject line of the mail.';
comment on column racewatch.digests.message_id is
    'Message-ID of the mail, the same whenever the edition is built again.';
comment on column racewatch.digests.made_at is 'When the edition was first made.';
comment on column racewatch.digests.outbox_path is 'File of the outbox that holds the mail, relative to the outbox.';
comment on column racewatch.digests.sent_at is 'When a mail server took it; null until then.';

create table racewatch.digest_items (
    list text not null,
    edition text not null,
    item_key text not null,
    position integer not null,
    kind text not null,
    article_id bigint references racewatch.articles on delete cascade,
    story_id bigint,
    url text,
    primary key (list, edition, item_key),
    foreign key (list, edition) references racewatch.digests on delete cascade
);
create index digest_items_key on racewatch.digest_items (list, item_key);
comment on table racewatch.digest_items is 'One row per item of an edition: what has been told already.';
comment on column racewatch.digest_items.list is 'Mailing list.';
comment on column racewatch.digest_items.edition is 'Edition of the list.';
comment on column racewatch.digest_items.item_key is
    'What the item is, in words that outlive a new annotation; the same key is the same item.';
comment on column racewatch.digest_items.position is 'Place in the mail, from 0.';
comment on column racewatch.digest_items.kind is 'quotation, story or article.';
comment on column racewatch.digest_items.article_id is 'Article it leads to.';
comment on column racewatch.digest_items.story_id is 'Story it told, as it was numbered then.';
comment on column racewatch.digest_items.url is 'Link that was shown.';
