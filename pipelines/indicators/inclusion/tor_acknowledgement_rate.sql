/*---
id = "tor_acknowledgement_rate"
position = 170
title = "Members that agreed to the terms of reference"
question = "How many members have said that they agree to the current terms of reference?"
principle = "responsibility"
lens = "inclusion"
kind = "rate"
unit = "%"
direction = "higher"
frame = "census"
disclosure = "conduct"
grains = ["period"]
audiences = ["team", "evaluator"]
needs = ["memberships", "documents"]
numerator = "members on record as agreeing to the current terms of reference or a translation of them"
denominator = "members on the last day of the period, in clusters with terms of reference"
thresholds = "Project default: all members. Minimum commitments for taking part are part of the IASC Reference Module for Cluster Coordination (2015)."
known_bias = "The current terms of reference are those with the title sent last: a new version needs a new title, or what was agreed to before still counts. Agreement of organisations that are not members is left out."
when_weak = "Shorten the terms of reference to two pages that say what members can expect and what is expected of them at least. Translate them, go through them in a meeting, and ask for agreement when an organisation joins. Nobody has to promise more than it wants to."
seeds = ["T11", "C2", "E6"]

[parts.age]
title = "Age of the terms of reference"
question = "How many months ago were the terms of reference last reviewed?"
kind = "median"
unit = "months"
direction = "lower"
disclosure = "open"
by_organisation = false
numerator = "months from the last review, or else from the day they were sent, to the last day of the period; over several clusters their median"
denominator = "clusters with terms of reference"
bands = [["thresholds.tor_months", "no caution"], [inf, "caution"]]
thresholds = "Project default: reviewed at most 12 months ago."
when_weak = "Put a review on the agenda of one meeting a year: what still holds, what does nobody do, what is missing?"

[parts.short]
title = "Short terms of reference"
question = "Are the terms of reference at most two pages long?"
disclosure = "open"
by_organisation = false
numerator = "clusters whose terms of reference have at most two pages"
denominator = "clusters whose terms of reference have their number of pages on record"
thresholds = "Project default: 2 pages."
when_weak = "Move what is background into an annex. Keep who, what for, how decisions are taken, and the least that is expected."
---*/
with terms as (
    select
        cluster_id, period_start, reference_date, lower(trim(coalesce(translation_of, title))) as title,
        translation_of is null as original, acknowledged_by_id, sent_on, pages, file, sheet, "row",
        case when reviewed_on <= reference_date then reviewed_on end as reviewed_on
    from facts.documents
    join periods on sent_on <= reference_date
    where kind = 'terms_of_reference'
),
versions as (
    select
        cluster_id, period_start, reference_date, title, coalesce(max(reviewed_on), min(sent_on)) as reviewed_on,
        max(pages) filter (where original) as pages, min(file) as file, min_by(sheet, (file, "row")) as sheet,
        min_by("row", (file, "row")) as "row"
    from terms
    group by cluster_id, period_start, reference_date, title
    qualify row_number() over (partition by cluster_id, period_start order by min(sent_on) desc, title) = 1
),
agreed as (
    select
        cluster_id, period_start, acknowledged_by_id as organisation_id,
        min(struct_pack(file, sheet, "row")) as source
    from terms
    semi join versions using (cluster_id, period_start, title)
    group by all
)
select
    null as part, cluster_id, versions.reference_date as date, concat_ws(' ', cluster_id, organisation_id) as unit,
    organisation_id, (source is not null)::integer as numerator, 1 as denominator, null::double as value,
    coalesce(source.file, versions.file) as file, coalesce(source.sheet, versions.sheet) as sheet,
    coalesce(source."row", versions."row") as "row"
from members_of_period
join versions using (cluster_id, period_start)
left join agreed using (cluster_id, period_start, organisation_id)
union all
select
    'age', cluster_id, reference_date, cluster_id, null, 1, 1,
    round(date_diff('day', reviewed_on, reference_date) * 12 / 365.25, 1), file, sheet, "row"
from versions
union all
select
    'short', cluster_id, reference_date, cluster_id, null, (pages <= limits.tor_pages)::integer, 1, null,
    file, sheet, "row"
from versions
cross join limits
where pages is not null
