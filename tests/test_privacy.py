"""Does any person's name, address or telephone number reach a build? Every table and every byte is searched."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest

from pipelines.build import build
from pipelines.checking import check_paths
from pipelines.organisations.people import WITHHELD
from pipelines.workspace import open_workspace
from tests.workspaces import ITEMS, one, partner, published, write_csv, write_partners

PERSON, MAIL, PHONE = "Zebulon Quackenbush", "zebulon.quackenbush@hfc.org", "+249 912 555 777"
TRACES = re.compile(r"quackenbush|zebulon|912.?555.?777", re.IGNORECASE)
CONTACT = ["Contact name", "Contact e-mail", "Contact phone"]
ABOUT_CONTACT = [PERSON, MAIL, PHONE]


def cells(folder: Path) -> list[tuple[str, str, str]]:
    """Every text of a build: table, column, text."""
    pointer = build(open_workspace(folder))
    with duckdb.connect(str(folder / ".build" / pointer.file), read_only=True) as con:
        tables = con.execute("select table_name from duckdb_tables() where not internal").fetchall()
        return [found for (table,) in tables for found in _texts(con, table)]


def _texts(con: duckdb.DuckDBPyConnection, table: str) -> list[tuple[str, str, str]]:
    rows = con.execute(f'from "{table}"')
    names = [column[0] for column in rows.description or ()]
    return [
        (table, name, str(cell))
        for row in rows.fetchall()
        for name, cell in zip(names, row, strict=True)
        if cell is not None
    ]


def assert_nobody_is_named(folder: Path) -> None:
    assert [found for found in cells(folder) if TRACES.search(found[2])] == []
    file = folder / ".build" / build(open_workspace(folder)).file  # built by now
    assert not TRACES.search(file.read_bytes().decode("latin-1"))
    assert not TRACES.search(str(check_paths([folder], None)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_partners(tmp_path, [partner("Hope for Children", acronym="HFC"), partner("Nandoria Relief", "ingo")])
    return tmp_path


def test_columns_of_contacts_are_dropped(folder: Path) -> None:
    register = ["Blue Well", "National NGO", "Nandoria", "WASH", *ABOUT_CONTACT, MAIL]
    write_csv(
        folder / "contacts.csv",
        ["Organisation", "Type", "HQ country", "Cluster", *CONTACT, "Email domains"],
        [register],
    )
    presence = ["HFC", "NNGO", "WASH", "North", "ND01", "A", f"call {MAIL} {PHONE}", "2025-03", *ABOUT_CONTACT, PERSON]
    write_csv(
        folder / "3w.csv",
        ["Organisation", "Org Type", "Cluster", "Admin1", "Admin1 pcode", "Admin2", "Activity", "Month", *CONTACT, "Notes"],
        [presence],
    )  # fmt: skip
    assert_nobody_is_named(folder)


def test_people_in_meetings_are_dropped(folder: Path) -> None:
    write_csv(
        folder / "sign-in.csv",
        ["Cluster", "Meeting date", "Name", "Organisation", "Email", "Phone", "Signature"],
        [
            ["WASH", "2025-03-01", PERSON, organisation, MAIL, PHONE, PERSON]
            for organisation in ("HFC", "", PERSON, MAIL, PHONE)
        ],
    )
    write_csv(
        folder / "zoom WASH.csv",
        ["Topic", "Start Time", "End Time", "User Email", "Duration (Minutes)", "Participants"],
        [
            [f"{PERSON}'s Zoom Meeting", "03/14/2025 09:00:00", "03/14/2025 10:00:00", MAIL, "60", "2"],
            [],
            ["Name (Original Name)", "User Email", "Join Time", "Leave Time", "Duration (Minutes)", "Guest"],
            [f"{PERSON} (HFC)", MAIL, "03/14/2025 09:00:00", "03/14/2025 10:00:00", "60", "Yes"],
            [PERSON, "", "03/14/2025 09:00:00", "03/14/2025 10:00:00", "60", "Yes"],
        ],
    )
    assert_nobody_is_named(folder)


def test_a_name_that_a_comma_moved_into_another_column_is_not_repeated(folder: Path) -> None:
    write_csv(
        folder / "zoom WASH.csv",
        ["Name (Original Name)", "User Email", "Join Time", "Leave Time", "Duration (Minutes)", "Guest"],
        [
            ["HFC", MAIL, "03/14/2025 09:00:00", "03/14/2025 10:00:00", "60", "Yes"],
            ["Dr", "", PERSON, "03/14/2025 10:00:00", PHONE, "Yes"],
            ["Dr", "", "03/14/2025 09:00:00", "quackenbush", "60", "Yes"],
        ],
    )
    write_csv(
        folder / "contacts.csv",
        ["Organisation", "Type", "HQ country", "Cluster", "Joined"],
        [["Blue Well", "National NGO", "Nandoria", "WASH", PERSON], ["Red Well", "National NGO", "Nandoria", "WASH", "Spring 2024"]],
    )  # fmt: skip
    assert_nobody_is_named(folder)
    messages = [text for table, column, text in cells(folder) if (table, column) == ("findings", "message")]
    assert "Joined on reads “Spring 2024”. Expected a date such as 2025-03-31." in messages
    assert (
        "Joined at reads “(not shown: may be personal)”. Expected a date and time such as 2025-03-31 09:00." in messages
    )


def test_who_answered_a_survey_is_dropped(folder: Path) -> None:
    about = {
        "cluster": "wash", "organisation": "HFC", **dict.fromkeys(ITEMS, "agree"), "_uuid": "u1",
        "_submission_time": "2025-05-01T10:00:00", "username": PERSON, "deviceid": MAIL, "phonenumber": PHONE,
        "does_not_work": f"Ask {PERSON}, {PHONE}", "_submitted_by": PERSON, "_notes": PERSON, "_tags": MAIL,
    }  # fmt: skip
    write_csv(folder / "survey.csv", list(about), [list(about.values())])
    assert_nobody_is_named(folder)


def test_addresses_and_telephone_numbers_in_a_text_lose_the_person(folder: Path) -> None:
    write_csv(
        folder / "actions.csv",
        ["Cluster", "Kind", "Action", "Responsible organisation", "Agreed on", "Status"],
        [["WASH", "Action point", f"Call {PHONE} or write to (“{MAIL}”)", "HFC", "2025-03-01", "Open"]],
    )
    assert ("actions", "action", "Call  or write to (“@hfc.org”)") in cells(folder)
    assert_nobody_is_named(folder)


def test_a_name_decided_to_be_a_persons_leaves_every_table(folder: Path) -> None:
    """Somebody typed a person where an organisation should stand; no program can know, a person can."""
    write_csv(
        folder / "sign-in.csv",
        ["Cluster", "Meeting date", "Meeting", "Name", "Organisation"],
        [["WASH", "2025-03-01", "Coordination", "A", organisation] for organisation in ("HFC", PERSON, PERSON.upper())],
    )
    write_csv(
        folder / "actions.csv",
        ["Cluster", "Kind", "Action", "Responsible organisation", "Agreed on", "Status"],
        [["WASH", "Action point", "Share the minutes", PERSON, "2025-03-01", "Open"]],
    )
    write_partners(folder, [partner("Hope for Children", acronym="HFC"), partner(PERSON)])
    before = published(folder)
    write_csv(
        folder / "decisions" / "organisations.csv",
        ["decided_on", "decided_by", "name", "organisation_id", "reason"],
        [["2025-04-01", "information manager", PERSON, "person", "the name of a person"]],
    )
    assert_nobody_is_named(folder)
    assert ("actions", "owner", WITHHELD) in cells(folder)
    assert not [found for found in cells(folder) if found[0] == "unmatched_organisations"]
    share = "org_attendance_rate"
    assert (one(before, share)["denominator"], one(published(folder), share)["denominator"]) == (2, 1)
