"""What becomes of logs that several files hold copies of: a promise and an agreement count once."""

from __future__ import annotations

from pathlib import Path

from tests.workspaces import facts, partner, write_csv, write_partners

ACTIONS = (
    "Action number",
    "Action",
    "Cluster",
    "Kind of action",
    "Responsible organisation",
    "Agreed on",
    "Due on",
    "Closed on",
    "Action status",
)
GRANTS = ("Organisation that gives", "Organisation that receives", "Agreement number", "Amount in USD", "Agreement starts on", "Agreement ends on", "Overheads passed on (%)")  # fmt: skip


def action(
    text: str, *, number: str = "", due: str = "", closed: str = "", status: str = "Open", agreed: str = "2025-03-12"
) -> tuple[str, ...]:
    return (number, text, "WASH", "Action point", "ALW", agreed, due, closed, status)


def grant(amount: str, *, number: str = "A1", giver: str = "Bahar", ends: str = "2025-12-31") -> tuple[str, ...]:
    return (giver, "Alwan", number, amount, "2025-01-15", ends, "4")


def workspace(folder: Path) -> None:
    write_partners(folder, [partner("Alwan", acronym="ALW"), partner("Bahar", "ingo", acronym="BHR")])


def test_a_promise_on_two_lists_counts_once_as_far_along_as_it_got(tmp_path: Path) -> None:
    workspace(tmp_path)
    write_csv(tmp_path / "June.csv", ACTIONS, [
        action("Map wells", number="1", closed="2025-04-20", status="Done"),
        action("Call partners", number="2", due="2025-06-30"),
        action("Print posters"),
        action("Train staff", number="3", status="Done"),
    ])  # fmt: skip
    write_csv(tmp_path / "March.csv", ACTIONS, [
        action("Map all wells", number="1"),
        action("Call partners", number="2", due="2025-04-30"),
        action("print posters", closed="2025-04-01", status="Dropped"),
        action("Map roads", number="1", agreed="2024-03-12"),
        action("Train staff", number="3", due="2025-09-30"),
    ])  # fmt: skip
    rows = facts(
        tmp_path,
        "select action, status, due_on::varchar, owner_id, cluster_id, file from actions order by lower(action)",
    )
    assert rows == [
        ("Call partners", "open", "2025-06-30", "alwan", "wash", "June.csv"),
        ("Map roads", "open", None, "alwan", "wash", "March.csv"),
        ("Map wells", "done", None, "alwan", "wash", "June.csv"),
        ("print posters", "dropped", None, "alwan", "wash", "March.csv"),
        ("Train staff", "done", None, "alwan", "wash", "June.csv"),
    ]


def test_what_one_list_says_twice_is_two_promises(tmp_path: Path) -> None:
    workspace(tmp_path)
    write_csv(tmp_path / "a.csv", ACTIONS, [action("Map wells"), action("Map wells")])
    write_csv(tmp_path / "copy of a.csv", ACTIONS, [action("Map wells"), action("Map wells")])
    assert facts(tmp_path, "select count(*) from actions") == [(2,)]


def test_an_agreement_both_sides_report_is_counted_once_and_a_contradiction_is_said(tmp_path: Path) -> None:
    workspace(tmp_path)
    write_csv(tmp_path / "giver.csv", GRANTS, [grant("25000"), grant("100", number="B7")])
    write_csv(tmp_path / "receiver.csv", GRANTS, [grant("20000", giver="BHR", ends="2025-06-30")])
    rows = facts(
        tmp_path, "select agreement_id, amount_usd::integer, giver_id, receiver_id, file from subgrants order by 1"
    )
    assert rows == [("A1", 25000, "bahar", "alwan", "giver.csv"), ("B7", 100, "bahar", "alwan", "giver.csv")]
    ((file, severity, message),) = facts(
        tmp_path, "select file, severity, message from findings where rule = 'contradiction'"
    )
    assert (file, severity) == ("receiver.csv", "warning")
    assert message == "Agreement A1 reads 20000.00 USD here but 25000.00 USD in another row; 25000.00 USD was counted."


def test_agreements_without_a_number_are_one_only_where_they_are_alike(tmp_path: Path) -> None:
    workspace(tmp_path)
    write_csv(tmp_path / "giver.csv", GRANTS, [grant("100", number=""), grant("200", number="")])
    write_csv(tmp_path / "receiver.csv", GRANTS, [grant("100", number="", giver="BHR"), grant("300", number="")])
    assert facts(tmp_path, "select amount_usd::integer from subgrants order by 1") == [(100,), (200,), (300,)]


def test_a_log_without_a_rule_of_its_own_becomes_facts_with_ids(tmp_path: Path) -> None:
    workspace(tmp_path)
    head = ("Organisation", "Cluster", "Body", "Role or seat", "Holds it from")
    write_csv(
        tmp_path / "roles.csv",
        head,
        [("ALW", "WASH", "SAG", "Member", "2024-07-01"), ("Nobody", "WASH", "TWG", "Co-chair", "")],
    )
    assert facts(
        tmp_path, 'select organisation_id, cluster_id, body, role, starts_on::varchar, "row" from roles order by "row"'
    ) == [
        ("alwan", "wash", "sag", "member", "2024-07-01", 2),
        (None, "wash", "twg", "co_chair", None, 3),
    ]
    assert facts(tmp_path, "select seen_in from unmatched_organisations where name = 'Nobody'") == [("roles",)]
