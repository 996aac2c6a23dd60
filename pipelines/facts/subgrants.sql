-- One row an agreement: giver and receiver may each keep a list of it. Where they disagree the row that ends last
-- counts, then the larger sum. Without a number, only rows that are alike are one. What one file says twice is two.
create table subgrant_copies as
with known as (
    select
        s.*,
        cluster_of.cluster_id,
        given.organisation_id as giver_id,
        received.organisation_id as receiver_id,
        coalesce(
            lower(agreement_id),
            concat_ws('|', amount_usd, starts_on, ends_on, project_code, overhead_received_percent, overhead_passed_percent)
        ) as known_as
    from typed.subgrants as s
    left join name_matches as given on given.name = s.giver
    left join name_matches as received on received.name = s.receiver
    left join cluster_of
        on cluster_of.file = s.file and cluster_of.sheet = s.sheet and cluster_of.text = coalesce(s.cluster, '')
),
counted as (
    select
        *,
        row_number() over (
            partition by known_as, coalesce(giver_id, giver), coalesce(receiver_id, receiver), file order by sheet, "row"
        ) as nth
    from known
)
select
    *,
    row_number() over copies as place,
    first_value(amount_usd) over copies as counted_amount
from counted
window copies as (
    partition by known_as, coalesce(giver_id, giver), coalesce(receiver_id, receiver), nth
    order by ends_on desc nulls last, amount_usd desc, overhead_passed_percent is null,
        overhead_passed_percent, overhead_received_percent, starts_on, file, sheet, "row"
);

insert into found
select
    file, sheet, "row", 'amount_usd', cast(amount_usd as varchar), 'contradiction', 'warning',
    'Agreement ' || agreement_id || ' reads ' || amount_usd || ' USD here but ' || counted_amount
    || ' USD in another row; ' || counted_amount || ' USD was counted.',
    'Make the lists agree, or give different agreements different numbers.'
from subgrant_copies
where amount_usd <> counted_amount;

insert into facts.subgrants
select
    agreement_id, cluster_id, giver, giver_id, receiver, receiver_id, project_code, original_donor, amount_usd,
    starts_on, ends_on, overhead_received_percent, overhead_passed_percent, earmarking, file, sheet, "row"
from subgrant_copies
where place = 1
order by file, sheet, "row"
