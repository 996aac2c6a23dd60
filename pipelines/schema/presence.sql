-- Who does what, where.

-- One row for each thing said, however many rows and files say it: to count presences, count distinct organisation, area and
-- cluster, because a 345W lists every activity. People reached or targeted may be the same people in several rows.
create table presence (
    organisation varchar not null, organisation_id varchar, acronym varchar, organisation_type varchar, type_word varchar,
    programme_organisation varchar, programme_organisation_id varchar, -- with the organisation: a tie between partners
    donor varchar, country varchar, in_scope boolean not null, -- not known to be of another country
    cluster varchar, cluster_id varchar, sub_cluster varchar, activity varchar, status varchar,
    area1 varchar, area1_pcode varchar, area2 varchar, area2_pcode varchar, area3 varchar, area3_pcode varchar, place varchar,
    starts_on date, ends_on date, reported_on date, submitted_on date, -- the first day it was sent
    targeted double, reached double,
    records integer not null,             -- rows that say it, in the file that says it most often
    file varchar not null, sheet varchar not null, "row" integer not null
);
