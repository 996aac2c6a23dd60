/*---
id = "working_language_coverage"
position = 164
title = "Meetings in a language partners work in"
question = "How many meetings are held in, or interpreted into, an agreed working language?"
principle = "complementarity"
lens = "inclusion"
kind = "rate"
unit = "%"
direction = "higher"
frame = "census"
by_organisation = false
grains = ["period"]
audiences = ["team", "evaluator", "donor"]
needs = ["meetings", "working_languages"]
numerator = "meetings of the cluster held in an agreed local working language, or interpreted into one"
denominator = "meetings of the cluster that were held and whose language is on record, national and sub-national"
thresholds = "No target. Worldwide in 2023, 76 % of national and 89 % of sub-national clusters used a local or official language, and 34 % of the national ones could translate (OCHA, Language and translation in coordination)."
known_bias = "The languages are those that workspace.toml calls working languages; an official language may not be what partners speak. One language most was said in is recorded, not who could follow."
when_weak = "Ask local members which language they would speak in. Take turns in languages, interpret in whispers where there is no equipment, and send the agenda and the action points in both languages. Share one pool of interpreters with other clusters."
seeds = ["T10e", "C4"]

[parts.key_documents]
title = "Key documents in a language partners work in"
question = "How many key documents are there in an agreed working language at most ten working days after the original?"
needs = ["documents", "working_languages"]
numerator = "key documents written in an agreed working language, or translated into one at most ten working days later"
denominator = "key documents first sent in the period; those whose ten days are not over and that wait for a translation are left out"
thresholds = "Project default: 10 working days. No target for the share. Worldwide in 2023, 34 % of national clusters could translate (OCHA, Language and translation in coordination)."
known_bias = "It tells what the coordination team wrote down: a translation that nobody logged does not count. A translation is found by the title of its original."
when_weak = "Decide which papers every partner must be able to read, and plan their translation with the drafting. Translate the summary and the action points first. Let a partner that works in the language check the words."
---*/
with wanted as (
    select list(word) as words from working_languages having count(*) > 0
),
meetings as (
    select
        *,
        list_has_any(
            string_split_regex(lower(trim(concat_ws(';', language, interpreted_into))), '\s*[;,/&+]\s*'), words
        ) as understood
    from facts.meetings
    cross join wanted
    where kind = 'cluster' and status = 'held' and cluster_id is not null
        and coalesce(language, interpreted_into) is not null
),
versions as (
    select
        *, lower(trim(coalesce(translation_of, title))) as original,
        case when list_contains(words, lower(trim(language))) then sent_on end as understood_on
    from facts.documents
    cross join wanted
),
papers as (
    select
        cluster_id, original, min(sent_on) filter (where translation_of is null) as date,
        min(understood_on) as understood_on,
        min(file) as file, min_by(sheet, (file, "row")) as sheet, min_by("row", (file, "row")) as "row"
    from versions
    group by cluster_id, original
    having bool_or(key_document)
)
select
    cluster_id, date, meeting_id as unit, meeting_id, understood::integer as numerator, 1 as denominator,
    null as part, null as file, null as sheet, null::integer as "row"
from meetings
where understood or language is not null
union all by name
select
    'key_documents' as part, cluster_id, date, concat_ws(' ', cluster_id, original) as unit,
    coalesce(understood.nth - sent.nth <= limits.translation_days, false)::integer as numerator, 1 as denominator,
    file, sheet, "row"
from papers
cross join limits
join working_days as sent on sent.day = date
left join working_days as understood on understood.day = understood_on
join working_days as last_day on last_day.day = (select max(reference_date) from periods)
where understood_on is not null or last_day.nth - sent.nth > limits.translation_days
