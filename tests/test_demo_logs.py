"""The demo's logs are our templates filled in, and the story goes on in them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.demo import dirt, files
from pipelines.sources.sheets import Sheet, open_document
from pipelines.templates.declaration import HELP_SHEET, Workbook, workbooks
from pipelines.templates.workbooks import heading

BEFORE, AFTER = "< date '2025-05-01'", ">= date '2025-07-01'"
LOGS = {
    dirt.WASH_ACTIONS: "action_points", dirt.WASH_DOCUMENTS: "documents",
    dirt.ROLES: "roles_and_seats", dirt.OTHER_ACTIONS: "action_points", dirt.OTHER_DOCUMENTS: "documents",
    dirt.CONSULTATIONS: "consultations_and_comments", dirt.OUTREACH: "outreach", dirt.SUPPORT: "capacity_support",
    dirt.ASSURANCE: "safeguarding_assurance", dirt.DECISIONS: "meetings", dirt.SUBGRANTS: "sub_grants",
    dirt.ROUNDS: "allocation_rounds", dirt.NEEDS: "areas_in_need", dirt.AGENDAS: "agenda_points",
}  # fmt: skip


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return files(7)


def number(con: duckdb.DuckDBPyConnection, query: str) -> float:
    (row,) = con.execute(query).fetchall()
    return float(row[0] or 0)


def by_cluster(con: duckdb.DuckDBPyConnection, query: str) -> dict[str, Any]:
    """The query's second column by its first."""
    return dict(con.execute(query).fetchall())


def test_every_template_but_the_partner_list_is_filled_in() -> None:
    assert set(LOGS.values()) == {book.name for book in workbooks()} - {"partners"}


@pytest.mark.parametrize(("name", "template"), LOGS.items())
def test_a_log_has_the_headings_and_the_help_of_its_template(
    tmp_path: Path, made: dict[str, bytes], name: str, template: str
) -> None:
    path = tmp_path / "log.xlsx"
    path.write_bytes(made[name])
    sheets: dict[str, Sheet] = {sheet.name: sheet for sheet in open_document(path, path.name).sheets}
    book: Workbook = next(book for book in workbooks() if book.name == template)
    for table in book.tables:
        assert sheets[table.sheet].rows[0] == [heading(field) for field in table.fields]
        assert len(sheets[table.sheet].rows) > 15
        assert not any(cell.startswith("EXAMPLE") or "@" in cell for row in sheets[table.sheet].rows for cell in row)
    assert HELP_SHEET in sheets


@pytest.mark.parametrize(
    "table", ["roles", "actions", "documents", "consultations", "comments", "outreach", "capacity_support", "subgrants",
              "assurance", "allocation_rounds", "areas_in_need", "agenda_points"],
)  # fmt: skip
def test_every_cluster_keeps_every_log(con: duckdb.DuckDBPyConnection, table: str) -> None:
    counts = by_cluster(con, f"select cluster_id, count(*) from {table} group by all")
    assert counts.keys() == {"wash", "food_security", "protection"}
    assert min(counts.values()) >= 6


def test_in_wash_minutes_come_late_and_in_english_alone(con: duckdb.DuckDBPyConnection) -> None:
    minutes = "from documents where cluster_id = 'wash' and kind = 'minutes' and meeting_on"
    assert number(con, f"select median(sent_on - meeting_on) {minutes} {BEFORE}") <= 10
    assert number(con, f"select median(sent_on - meeting_on) {minutes} {AFTER}") >= 15
    assert con.execute(f"select distinct language {minutes} {BEFORE}").fetchall() == [("French",)]
    assert con.execute(f"select distinct language {minutes} {AFTER}").fetchall() == [("English",)]


def test_in_protection_minutes_come_soon_and_translations_appear(con: duckdb.DuckDBPyConnection) -> None:
    minutes = "from documents where cluster_id = 'protection' and kind = 'minutes' and meeting_on"
    assert number(con, f"select median(sent_on - meeting_on) {minutes} < date '2025-01-01'") >= 10
    assert (
        number(con, f"select median(sent_on - meeting_on) {minutes} >= date '2026-01-01' and translation_of is null")
        <= 5
    )
    translated = "select count(*) from documents where key_document and translation_of is not null and cluster_id = "
    assert number(con, f"{translated}'protection' and sent_on < date '2025-01-01'") == 0
    assert number(con, f"{translated}'protection' and sent_on {AFTER}") >= 4
    assert number(con, f"{translated}'wash' and sent_on {AFTER}") == 0


def seats(con: duckdb.DuckDBPyConnection, cluster: str, day: str) -> tuple[float, float]:
    """Seats in the advisory group held by local organisations on a day, and all whose holder is known."""
    (row,) = con.execute(
        "select count(*) filter (where locality = 'local'), count(*) from roles join localities using (organisation_id)"
        " where definition = 'grand_bargain' and body = 'sag' and cluster_id = ?"
        " and starts_on <= cast(? as date) and coalesce(ends_on >= cast(? as date), true)",
        [cluster, day, day],
    ).fetchall()
    return row


def test_seats_leave_local_organisations_in_wash_and_come_to_them_in_protection(con: duckdb.DuckDBPyConnection) -> None:
    assert seats(con, "wash", "2024-09-01") == (3, 9)
    assert seats(con, "wash", "2026-06-01") == (0, 8)
    assert seats(con, "food_security", "2024-09-01") == seats(con, "food_security", "2026-06-01")
    assert seats(con, "protection", "2024-09-01") == (2, 8)
    assert seats(con, "protection", "2026-06-01") == (5, 9)


def test_only_in_protection_do_local_organisations_co_lead_at_the_end(con: duckdb.DuckDBPyConnection) -> None:
    leading = (
        "select cluster_id, count(*) filter (where locality = 'local') from roles join localities using (organisation_id)"
        " where definition = 'grand_bargain' and role = 'co_lead' and "
    )
    assert by_cluster(con, f"{leading} starts_on <= date '2024-09-01' group by all") == {
        "wash": 3, "food_security": 0, "protection": 0,
    }  # fmt: skip
    assert by_cluster(con, f"{leading} ends_on is null group by all") == {
        "wash": 0,
        "food_security": 0,
        "protection": 4,
    }


def test_few_actions_are_closed_in_wash_and_most_in_protection(con: duckdb.DuckDBPyConnection) -> None:
    closed = (
        "select cluster_id, 100 * avg((status = 'done')::integer) from actions where kind = 'action_point' and due_on"
    )
    first = by_cluster(con, f"{closed} < date '2025-01-01' group by all")
    last = by_cluster(con, f"{closed} between date '2026-01-01' and date '2026-06-30' group by all")
    assert first["wash"] > 60 > 40 > last["wash"]
    assert first["protection"] < 60 < 75 < last["protection"]
    assert abs(first["food_security"] - last["food_security"]) < 15


def test_partners_have_less_time_to_comment_in_wash_and_more_in_protection(con: duckdb.DuckDBPyConnection) -> None:
    days = "select cluster_id, median(deadline_on - sent_on) from consultations where sent_on"
    first, last = by_cluster(con, f"{days} {BEFORE} group by all"), by_cluster(con, f"{days} {AFTER} group by all")
    assert last["wash"] <= 4 < first["wash"]
    assert first["protection"] < 10 < last["protection"]


def test_whose_comments_are_answered(con: duckdb.DuckDBPyConnection) -> None:
    answered = (
        "select cluster_id, 100 * avg((answer <> 'none')::integer) from comments join localities using (organisation_id)"
        f" where definition = 'grand_bargain' and received_on {AFTER} and locality = "
    )
    local, others = (by_cluster(con, f"{answered} '{kind}' group by all") for kind in ("local", "international"))
    assert others["wash"] - local["wash"] > 30
    assert abs(others["protection"] - local["protection"]) < 15


def test_in_wash_nobody_asks_and_those_asked_name_the_language(con: duckdb.DuckDBPyConnection) -> None:
    asked = f"from outreach where purpose = 'absence' and contacted_on {AFTER}"
    counts = by_cluster(con, f"select cluster_id, count(*) {asked} group by all")
    assert counts["wash"] * 2 < counts["food_security"] < counts["protection"]
    assert number(con, f"select count(*) {asked} and cluster_id = 'wash' and reason = 'language'") > 0
    assert number(con, f"select count(*) {asked} and cluster_id <> 'wash' and reason = 'language'") == 0


def test_support_overheads_and_safeguards(con: duckdb.DuckDBPyConnection) -> None:
    delivered = by_cluster(
        con,
        "select cluster_id, 100 * avg((status = 'delivered')::integer) from capacity_support"
        f" where requested_on {AFTER} group by all",
    )
    assert delivered["wash"] < 35 < 70 < delivered["protection"]
    passed = by_cluster(
        con,
        "select cluster_id, avg(overhead_passed_percent / overhead_received_percent) from subgrants"
        f" where starts_on {AFTER} group by all",
    )
    assert passed["food_security"] < 0.3 and passed["wash"] < 0.45 and passed["protection"] > 0.75
    safe = "independent_seats * 2 > panel_seats and criteria_published and recusals_logged"
    rounds = by_cluster(con, f"select cluster_id, count(*) filter (where {safe}) from allocation_rounds group by all")
    assert rounds["wash"] == rounds["food_security"] == 0 < rounds["protection"]


def test_decisions_are_added_to_meetings_that_the_calendars_list(con: duckdb.DuckDBPyConnection) -> None:
    assert (
        number(con, "select count(*) from meetings where kind = 'cluster'") == 168
    )  # as many as without the second list
    share = "select cluster_id, sum(decisions_by_consensus) / sum(decisions) from meetings where date"
    first, last = by_cluster(con, f"{share} {BEFORE} group by all"), by_cluster(con, f"{share} {AFTER} group by all")
    assert first["wash"] > 0.4 > last["wash"]
    assert last["protection"] > 0.65
    assert number(con, "select count(*) from meetings where kind in ('sag', 'twg')") > 50


def test_people_need_help_where_no_partner_of_any_cluster_works(con: duckdb.DuckDBPyConnection) -> None:
    alone = con.execute(
        "select cluster_id, string_agg(distinct area, ', ' order by area) from areas_in_need as need"
        " where not exists (from presence where presence.cluster_id = need.cluster_id and area2 = need.area)"
        " and people_in_need > 0 group by all"
    ).fetchall()
    assert dict(alone) == dict.fromkeys(("wash", "food_security", "protection"), "Far Keldou, Ondra Marshes")
    spared = "select distinct cluster_id, area from areas_in_need where not cluster_needed"
    assert con.execute(spared).fetchall() == [("food_security", "Selendra City")]
    assert number(con, "select count(*) from areas_in_need where area_pcode is null") > 0
