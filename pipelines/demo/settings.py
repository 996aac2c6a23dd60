"""What does a person write about the workspace? workspace.toml, and what they decided about names."""

from __future__ import annotations

from pipelines.demo.display import SETTLED
from pipelines.demo.story import CLUSTERS, COUNTRY, COUNTRY_NAME
from pipelines.demo.teams import RULED_DATE
from pipelines.demo.workbook import csv_text
from pipelines.workspace import slug

HEADER = """\
# A fictional response, written by `python -m pipelines demo`. Nandoria, its organisations, places and
# people do not exist; its UN agencies have real names and invented numbers. Do not edit: write it again.
"""


def toml() -> bytes:
    """workspace.toml of the demo."""
    lines = [
        HEADER,
        "[response]",
        'name = "Nandoria response"',
        f'country = "{COUNTRY}"',
        f'country_name = "{COUNTRY_NAME}"',
        'country_other_names = ["Republic of Nandoria", "Nandorie", "République de Nandorie"]',
    ]
    for cluster in CLUSTERS:
        others = ", ".join(f'"{name}"' for name in cluster.other_names)
        lines += ["", "[[clusters]]", f'id = "{cluster.id}"', f'name = "{cluster.name}"']
        lines += [f"other_names = [{others}]", f'lead = "{cluster.lead}"']
    lines += [
        "",
        "[calendar]",
        "period_months = 6",
        "",
        "[languages]",
        'working = ["French", "Sarelin"]',
        "",
        "[dates.files]",
        f'"attendance/wash/{RULED_DATE} WASH cluster meeting.csv" = "dmy"  # written by a computer set to Australian English',
        "",
        "[thresholds]",
        "minimum_group = 5",
        "attendance_caution = 50",
        "",
    ]
    return "\n".join(lines).encode("utf-8")


def decisions() -> bytes:
    """decisions/organisations.csv: spellings that someone who knows has settled."""
    rows = [["decided_on", "decided_by", "name", "organisation_id", "reason"]]
    for number, (spelling, (name, reason)) in enumerate(SETTLED.items()):
        rows.append([f"2026-06-{10 + number}", "information manager", spelling, slug(name), reason])
    return csv_text(rows).encode("utf-8")
