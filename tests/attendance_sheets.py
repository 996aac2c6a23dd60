"""What do the attendance sources make of a tiny sheet? Shared by the tests of attendance."""

from __future__ import annotations

from types import ModuleType

from pipelines.contracts.tables import CONTRACTS
from pipelines.sources import attendance_meet, meetings_list, partner_register, signin_sheet, teams, zoom, zoom_webinar
from pipelines.sources.reading import DateRules, Reading
from pipelines.sources.sheets import Sheet

OURS = (partner_register, meetings_list, signin_sheet, teams, zoom, zoom_webinar, attendance_meet)


def load(
    source: ModuleType,
    rows: list[list[str]],
    name: str = "",
    dates: DateRules | None = None,
    file: str = "attendance/a.csv",
) -> Reading:
    """Read a tiny sheet that exactly one of our sources accepts; nobody's name may leave the personal columns."""
    sheet = Sheet(file, name, rows)
    assert [module.NAME for module in OURS if module.recognise(sheet).accepted] == [source.NAME]
    reading: Reading = source.read(sheet, source.recognise(sheet), dates or DateRules())
    assert len(set(reading.record_rows)) == len(reading.record_rows)
    present = reading.facts.get("attendance", [])
    assert {int(str(record["row"])) for record in present} <= set(reading.record_rows)
    for table, records in reading.facts.items():
        assert {key for record in records for key in record} <= {"row", *(c.name for c in CONTRACTS[table].columns)}
    said = str(reading.findings) + str(reading.facts.get("meetings"))
    assert not [
        record["person"] for record in present if " " in str(record["person"]) and str(record["person"]) in said
    ]
    return reading


def signin(*rows: list[str], name: str = "", dates: DateRules | None = None, file: str = "attendance/a.csv") -> Reading:
    """Read a tiny sign-in sheet."""
    return load(signin_sheet, list(rows), name, dates, file)


def attended(reading: Reading) -> list[tuple[str, str]]:
    """(day, organisation) of each attendance, through its meeting."""
    days = {m["meeting_key"]: m["date"] for m in reading.facts["meetings"]}
    return [(str(days[a["meeting_key"]]), str(a["organisation"])) for a in reading.facts["attendance"]]


def rules(reading: Reading, severity: str) -> list[tuple[int, str]]:
    """(row, rule) of the findings of one severity."""
    return [(f.row, f.rule) for f in reading.findings if f.severity == severity]
