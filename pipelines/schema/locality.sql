-- Who is local in the response country, under each definition.

create table localities (
    organisation_id varchar not null,
    definition varchar not null,          -- grand_bargain | with_affiliated | non_state | fts_subtype
    locality varchar not null,            -- local | international | state | unclassified
    basis varchar not null,               -- the evidence, in words
    decided boolean not null              -- a person decided it (decisions/locality.csv)
);
