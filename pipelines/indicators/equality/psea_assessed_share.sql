/*---
id = "psea_assessed_share"
position = 340
title = "Partners assessed for safeguarding"
question = "Of those who work with people in need, how many had their capacity assessed to prevent sexual exploitation and abuse (PSEA)?"
principle = "responsibility"
lens = "equality"
kind = "rate"
unit = "%"
direction = "higher"
frame = "reported"
disclosure = "conduct"
grains = ["period"]
audiences = ["team", "donor"]
needs = ["presence", "assurance"]
numerator = "those with a completed assessment that is still valid on the last day of the period"
denominator = "organisations that report work for the cluster in the period, without UN agencies, donors and authorities, to which the assessment does not apply"
bands = [["thresholds.safeguarding_assessed", "caution"], [inf, "no caution"]]
bands_on = "target"
thresholds = "Project default: all of them. The rule follows an indicator of the World Food Programme (cooperating partners assessed)."
known_bias = "To be assessed is not to be safe. An assessment made for one cluster counts for all. One without a day counts from the start. Partners that work through others and are not named in the list of who does what where are missing."
when_weak = "Ask the UN agencies with most partners to share their assessments, so that nobody is assessed twice. Offer those not assessed help with the self-assessment, in their language, and a visit by somebody who has done it. Never show who has which result."
seeds = ["T10d"]

[parts.full_capacity]
title = "Partners with full capacity for safeguarding"
question = "How many have all that the assessment asks for?"
numerator = "those whose latest valid assessment found full capacity"
denominator = "organisations that report work for the cluster in the period, as above; an assessment whose result is not recorded is left out"
thresholds = "None."
---*/
with working as (
    select cluster_id, organisation_id, period_start, reference_date, source
    from reported
    join periods using (period_start)
    join places using (organisation_id)
    where type not in ('un_agency', 'donor', 'authority', 'pooled_fund')
        and (
            cluster_id in (select cluster_id from facts.assurance)
            or exists (from facts.assurance where cluster_id is null)
        )
),
latest as (
    select distinct on (working.cluster_id, working.organisation_id, period_start)
        working.cluster_id, working.organisation_id, reference_date, status is not null as assessed, capacity,
        case when status is null then working.source else struct_pack(file := file, sheet := sheet, "row" := "row") end
            as source
    from working
    left join facts.assurance as assurance
        on assurance.organisation_id = working.organisation_id and status = 'completed'
        and coalesce(assessed_on, reference_date) <= reference_date
        and coalesce(valid_until, reference_date) >= reference_date
    order by
        working.cluster_id, working.organisation_id, period_start, assessed_on desc nulls last, capacity nulls last,
        file, sheet, "row"
)
select
    null as part, cluster_id, reference_date as date, organisation_id as unit, organisation_id,
    source.file as file, source.sheet as sheet, source."row" as "row", assessed::integer as numerator, 1 as denominator
from latest
union all by name
select
    'full_capacity' as part, cluster_id, reference_date as date, organisation_id as unit, organisation_id,
    source.file as file, source.sheet as sheet, source."row" as "row",
    (assessed and capacity = 'full')::integer as numerator, 1 as denominator
from latest
where not assessed or capacity is not null
