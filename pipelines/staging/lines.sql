-- Every line of a long list, in the order of the file, as numbers that stand for its cells: equal cells, equal numbers.
-- `cells` are kept only of lines that may be no record: a title, a heading printed again, an empty line.
create table long.lines as
select
    (hash(cluster, date, meeting) >> 1)::bigint as meeting,
    (hash(organisation, acronym) >> 1)::bigint as organisation,
    (hash(person, first_name, last_name, email) >> 1)::bigint as person,
    case when odd then cells end as cells
from long.cells;
