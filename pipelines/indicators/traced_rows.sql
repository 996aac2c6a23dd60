-- The unit rows of one cell, each with every row of a file it comes from.
with counted as (
    select *
    from evidence
    where indicator = $indicator
        and date between $start and $end
        and ($cluster = 'all' or cluster = $cluster)
        and (
            $group_by in ('all', 'definition')
            or ($group_by = 'type' and organisation_type = $group)
            or ($group_by = 'locality' and locality = $group)
            or ($group_by = 'file' and file = $group)
            or ($group_by not in ('all', 'definition', 'type', 'locality', 'file') and category = $group)
        )
),
origins as (
    select unit, date, file, sheet, "row" from counted where "row" is not null
    union
    select unit, date, a.file, a.sheet, unnest(a."rows")
    from counted
    join attendance_rows as a
        on a.meeting_id = counted.meeting_id and a.organisation_id = counted.organisation_id
    union
    select unit, date, m.file, m.sheet, m."row"
    from counted
    join meeting_rows as m on m.meeting_id = counted.meeting_id
    union
    -- A row that stands for all of a month.
    select unit, counted.date, a.file, a.sheet, unnest(a."rows")
    from counted
    join meetings as m
        on m.cluster_id = counted.cluster and m.kind = 'cluster'
        and m.date between counted.date and last_day(counted.date)
    join attendance_rows as a on a.meeting_id = m.meeting_id and a.organisation_id = counted.organisation_id
    where counted.units is not null
    union
    select unit, counted.date, r.file, r.sheet, r."row"
    from counted
    join meetings as m
        on m.cluster_id = counted.cluster and m.kind = 'cluster'
        and m.date between counted.date and last_day(counted.date)
    join meeting_rows as r on r.meeting_id = m.meeting_id
    where counted.units is not null
    union
    select unit, date, s.file, s.sheet, s."row"
    from counted
    join survey_rows as s on s.response_id = counted.response_id
    union
    select unit, date, r.file, r.sheet, r."row"
    from counted
    join register_rows as r on r.organisation_id = counted.organisation_id
    where counted."row" is null and counted.meeting_id is null and counted.response_id is null and counted.units is null
),
told as (
    select unit, date, list(struct_pack(file := file, sheet := sheet, "row" := "row") order by file, sheet, "row") as origins
    from origins
    group by unit, date
)
select
    counted.date, counted.unit, organisations.name as organisation, category,
    max(numerator)::double as numerator, max(denominator)::double as denominator, avg(value) as value,
    coalesce(any_value(told.origins), []) as origins
from counted
left join organisations using (organisation_id)
left join told on told.unit = counted.unit and told.date = counted.date
group by counted.date, counted.unit, organisations.name, category
order by all
