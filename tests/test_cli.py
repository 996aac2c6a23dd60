"""The command line that scripts rely on: names, columns, exit status."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from pipelines.checking import check_paths
from pipelines.cli import main
from pipelines.indicators.catalogue import catalogue
from tests.workspaces import partner, write_attendance, write_csv, write_partners

COLUMNS = [
    "indicator",
    "cluster",
    "period_start",
    "period_end",
    "group_by",
    "group",
    "value",
    "unit",
    "numerator",
    "denominator",
    "n",
    "population",
    "low",
    "high",
    "interval",
    "bound_low",
    "bound_high",
    "band",
    "status",
    "reason",
    "build",
]


@pytest.fixture
def cluster(tmp_path: Path) -> Path:
    write_partners(tmp_path, [partner("Alwan"), partner("Nordic Aid", "ingo")])
    write_attendance(tmp_path, {"2025-02-10": ["Alwan"]})
    return tmp_path


def test_build_then_values(cluster: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", str(cluster)]) == 0
    assert "3 rows read = 3 loaded + 0 quarantined" in capsys.readouterr().out.splitlines()[-1]
    assert main(["values", "--workspace", str(cluster), "--indicator", "org_attendance_rate"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert list(rows[0]) == COLUMNS
    assert {row["indicator"] for row in rows} == {"org_attendance_rate"}
    assert main(["values", "--workspace", str(cluster), "--format", "json"]) == 0
    assert list(json.loads(capsys.readouterr().out)[0]) == COLUMNS


def test_build_without_a_workspace_file_states_its_defaults(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_attendance(tmp_path, {"2025-02-10": ["Alwan"]})
    assert main(["build", str(tmp_path)]) == 0
    out = capsys.readouterr().out
    assert "calendar.period_months = 6" in out
    assert "thresholds.minimum_group = 5" in out


def test_build_json_accounts_for_every_row(cluster: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_attendance(cluster, {"31/31/2025": ["Alwan"]}, "odd.csv")
    assert main(["build", str(cluster), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["rows_read"] == report["rows_accepted"] + report["rows_quarantined"] == 4
    assert report["rows_quarantined"] == 1


def test_check_json(cluster: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_attendance(cluster, {"31/31/2025": ["Alwan"]}, "odd.csv")
    write_csv(cluster / "shopping.csv", ("What", "How many"), [("Pens", 3)])
    before = sorted(cluster.rglob("*"))
    assert main(["check", str(cluster), "--json"]) == 0
    reports = {Path(report["path"]).name: report for report in json.loads(capsys.readouterr().out)}
    assert sorted(cluster.rglob("*")) == before  # nothing was changed
    for report in reports.values():
        assert {
            "path",
            "recognised_as",
            "encoding",
            "rows_read",
            "rows_accepted",
            "rows_quarantined",
            "findings",
        } <= set(report)
        assert report["rows_read"] == report["rows_accepted"] + report["rows_quarantined"]
    assert reports["partners.csv"]["recognised_as"] == "partner_register"
    assert reports["shopping.csv"]["recognised_as"] is None
    assert "nearest" in reports["shopping.csv"]["evidence"] or "nothing here" in reports["shopping.csv"]["evidence"]
    (finding,) = [f for f in reports["odd.csv"]["findings"] if f["severity"] == "error"]
    assert set(finding) == {"sheet", "row", "column", "value", "rule", "severity", "message"}
    assert finding["row"] == 2
    assert "31/31/2025" in finding["message"]


def test_check_of_a_single_file(cluster: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(cluster / "partners.csv")]) == 0
    assert "partner_register" in capsys.readouterr().out


def test_a_table_of_headings_alone_is_said_to_be_empty(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "partners.csv", ["Organisation", "Type", "HQ country", "Cluster"], [])
    (report,) = check_paths([path], None)
    assert [(finding["rule"], finding["severity"]) for finding in report["findings"]] == [("no_rows", "warning")]


def test_explain_and_catalogue(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "org_attendance_rate"]) == 0
    out = capsys.readouterr().out
    assert "organisation-meetings attended" in out
    assert "from invitations" in out
    assert "Needs: memberships (partners.xlsx); attendance (" in out
    assert main(["catalogue", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert [entry["id"] for entry in listed] == list(catalogue())
    assert all(entry["seeds"] for entry in listed)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["explain", "org_atendance_rate"], "Did you mean org_attendance_rate?"),
        (["build", "/nowhere/at/all"], "is not a folder"),
        (["check", "/nowhere/at/all"], "does not exist"),
    ],
)
def test_wrong_use_ends_with_2_and_says_why(
    arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert says in capsys.readouterr().err


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ("[thresholds]\nminimum_group = 2\n", "thresholds.minimum_group is 2; expected a whole number, 5 or more"),
        ("[respons]\nname = 'x'\n", "'respons.name' is not a setting"),
        ("[response\n", "workspace.toml cannot be read"),
        ("[[clusters]]\nid = 'wash'\n", "a cluster without a name"),
        ("[clusters]\nname = 'WASH'\n", "clusters are written as [[clusters]] with two brackets"),
        ("[[clusters]]\nname = 'WASH'\n[[clusters]]\nname = 'Wash'\n", "two clusters have the id 'wash'"),
    ],
)
def test_a_wrong_workspace_file_ends_with_2(
    tmp_path: Path, toml: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "workspace.toml").write_text(toml, encoding="utf-8")
    assert main(["build", str(tmp_path)]) == 2
    assert says in capsys.readouterr().err


def test_nothing_loaded_ends_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_csv(tmp_path / "shopping.csv", ("What", "How many"), [("Pens", 3)])
    assert main(["build", str(tmp_path)]) == 1
    assert "Nothing could be loaded" in capsys.readouterr().err
    assert main(["check", str(tmp_path)]) == 1


def test_unknown_options_end_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["build", "--nonsense"])
    assert stop.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_values_never_hold_a_formula(cluster: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (cluster / "workspace.toml").write_text(
        '[response]\ncountry = "XND"\ncountry_name = "Nandoria"\n[[clusters]]\nid = "=1+1"\nname = "WASH"\n'
    )
    assert main(["build", str(cluster)]) == 0
    capsys.readouterr()
    assert main(["values", "--workspace", str(cluster)]) == 0
    clusters = {row["cluster"] for row in csv.DictReader(io.StringIO(capsys.readouterr().out))}
    assert clusters == {"all", "'=1+1"}


def test_file_names_are_for_the_team_alone(demo_build: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def groupings(audience: str) -> set[str]:
        assert main(["values", "--audience", audience, "--indicator", "reported_funding"]) == 0
        return {row["group_by"] for row in csv.DictReader(io.StringIO(capsys.readouterr().out))}

    assert "file" in groupings("team")
    assert "file" not in groupings("evaluator") | groupings("donor")


def test_a_decision_about_an_organisation_nobody_lists_is_refused(
    cluster: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (cluster / "decisions").mkdir()
    (cluster / "decisions" / "organisations.csv").write_text(
        "decided_on,decided_by,name,organisation_id,reason\n2025-03-01,IM,Alwaan,alwann,typing mistake\n",
        encoding="utf-8",
    )
    assert main(["build", str(cluster)]) == 2
    assert "no partner list holds that organisation" in capsys.readouterr().err
