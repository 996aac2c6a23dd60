-- The unit rows behind one value, as an audience may see them. Donors see none. Evaluators see none of a survey and none
-- of what is hidden from them, and of the others neither a name nor a place in a file. Of opinions the team sees which
-- questionnaires count and not what they say.
with shown as (
    select v.*, i.disclosure
    from values_by_audience as v
    inner join indicators as i on i.indicator = v.indicator
    where
        v.audience = $audience
        and v.indicator = $indicator
        and v.cluster = $cluster
        and v.grain = $grain
        and v.period_start = $period_start
        and v.group_by = $group_by
        and v."group" = $group
        and $rows_of in (v.indicator, v.part_of)
        and (
            $audience = 'team'
            or ($audience = 'evaluator' and i.disclosure <> 'opinion' and v.status <> 'suppressed')
        )
),

counted as (
    select e.*, s.disclosure
    from evidence as e
    inner join shown as s
        on e.date between s.period_start and s.period_end
        and s.cluster in ('all', e.cluster)
        and case s.group_by
            when 'all' then true
            when 'definition' then true
            when 'type' then e.organisation_type = s."group"
            when 'locality' then e.locality = s."group"
            when 'file' then e.file = s."group"
            else e.category = s."group"
        end
    where e.indicator = $rows_of
),

-- A row that stands for all of a month comes from every meeting of that month.
meetings_counted as (
    select unit, date, organisation_id, meeting_id
    from counted
    where meeting_id is not null
    union
    select c.unit, c.date, c.organisation_id, m.meeting_id
    from counted as c
    inner join meetings as m
        on m.cluster_id = c.cluster and m.kind = 'cluster' and m.date between c.date and last_day(c.date)
    where c.units is not null
),

origins as (
    select unit, date, file, sheet, "row" from counted where "row" is not null
    union
    select c.unit, c.date, a.file, a.sheet, unnest(a."rows")
    from meetings_counted as c
    inner join attendance_rows as a on a.meeting_id = c.meeting_id and a.organisation_id = c.organisation_id
    union
    select c.unit, c.date, m.file, m.sheet, m."row"
    from meetings_counted as c
    inner join meeting_rows as m on m.meeting_id = c.meeting_id
    union
    select c.unit, c.date, s.file, s.sheet, s."row"
    from counted as c
    inner join survey_rows as s on s.response_id = c.response_id
    union
    select c.unit, c.date, r.file, r.sheet, r."row"
    from counted as c
    inner join register_rows as r on r.organisation_id = c.organisation_id
    where c."row" is null and c.meeting_id is null and c.response_id is null and c.units is null
),

told as (
    select unit, date, list(struct_pack(file := file, sheet := sheet, "row" := "row") order by file, sheet, "row") as origins
    from origins
    where $audience = 'team'
    group by unit, date
),

units as (
    select
        c.date, c.unit, o.name, c.category, c.disclosure,
        max(c.numerator)::double as numerator, max(c.denominator)::double as denominator, avg(c.value) as value
    from counted as c
    left join organisations as o on o.organisation_id = c.organisation_id
    group by c.date, c.unit, o.name, c.category, c.disclosure
),

-- Known to nobody who does not hold the files: without it, whoever knows the partners could try their names one by one.
secret as (
    select string_agg(digest, ' ' order by cause, what) as words from build_inputs
),

numbered as (
    select
        u.*,
        dense_rank() over (
            order by sha256(concat_ws(
                ' ', s.words, $indicator, $cluster, $grain, $period_start, $group_by, $group, coalesce(u.name, u.unit)
            ))
        ) as pseudonym
    from units as u
    cross join secret as s
)

select
    n.date,
    case when $audience = 'team' and n.disclosure <> 'opinion' then n.name end as organisation,
    case when $audience <> 'team' then n.pseudonym end as pseudonym,
    case when $audience = 'team' and n.disclosure <> 'opinion' then n.category end as category,
    case when n.disclosure <> 'opinion' then n.numerator end as numerator,
    case when n.disclosure <> 'opinion' then n.denominator end as denominator,
    case when n.disclosure <> 'opinion' then n.value end as value,
    n.value is not null as answered,
    coalesce(t.origins, []) as origins
from numbered as n
left join told as t on t.unit = n.unit and t.date = n.date
-- The order of names would tell names: outside the team rows stand in the order of their pseudonyms.
order by
    n.date, case when $audience = 'team' then n.name end, case when $audience = 'team' then n.unit end, n.pseudonym,
    category, numerator, denominator, value
