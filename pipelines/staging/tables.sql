-- Long lists of attendance, counted while they are read: the names of people go no further than that.
create schema counted;

-- Its records are the rows from the first to the last, but for those in `passed_over`.
create table counted.lists (list integer, file varchar, sheet varchar, first_record integer, last_record integer);
create table counted.passed_over (list integer, "row" integer);

-- `records` is last_row - first_row + 1 where the rows of a meeting follow each other; else they are in `scattered`.
create table counted.meetings (
    list integer, meeting integer, meeting_key varchar, first_row integer, last_row integer, records integer
);
create table counted.scattered (list integer, meeting integer, "row" integer);
create table counted.organisations (list integer, organisation integer, name varchar);
create table counted.attendance (list integer, meeting integer, organisation integer, records integer, people integer);

-- Who (by a number that means nothing elsewhere) is in several meetings or for several organisations on one day.
create table counted.shared (list integer, meeting integer, organisation integer, someone integer);
