-- Logs that several files may hold copies of, in different states. The other logs are taken as they stand.

create table actions (
    action_id varchar, cluster_id varchar, kind varchar not null, action varchar not null,
    owner varchar, owner_id varchar,
    agreed_on date not null, due_on date, decided_on date, closed_on date,
    status varchar not null, shared_problem boolean,
    file varchar not null, sheet varchar not null, "row" integer not null
);

create table subgrants (
    agreement_id varchar, cluster_id varchar,
    giver varchar not null, giver_id varchar, receiver varchar not null, receiver_id varchar,
    project_code varchar, original_donor varchar, amount_usd decimal(24, 2) not null,
    starts_on date not null, ends_on date,
    overhead_received_percent double, overhead_passed_percent double, earmarking varchar,
    file varchar not null, sheet varchar not null, "row" integer not null
);
