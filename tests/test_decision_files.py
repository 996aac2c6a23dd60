"""Files of decisions come back from spreadsheet programs in many shapes; what cannot be read is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.decision_files import decision_rows
from pipelines.workspace import WorkspaceError

COLUMNS = ("name", "reason")


@pytest.mark.parametrize(
    "data",
    [
        b"name,reason\nHope,same\n",
        b"\xef\xbb\xbfname;reason\r\nHope;same\r\n",
        b'reason,"name",mine\n same ,"Hope",x',
    ],
)
def test_commas_semicolons_marks_and_own_columns(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "organisations.csv"
    path.write_bytes(data)
    assert decision_rows(path, COLUMNS) == [(2, {"name": "Hope", "reason": "same"})]


def test_a_reason_may_have_several_lines_and_a_name_a_sign_in_front(tmp_path: Path) -> None:
    path = tmp_path / "organisations.csv"
    path.write_text('name,reason\n\'@hope.example,"one\ntwo"\n', encoding="utf-8")
    assert decision_rows(path, COLUMNS) == [(3, {"name": "@hope.example", "reason": "one\ntwo"})]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("name,reason\nEspérance,x\n".encode("cp1252"), "decisions/organisations.csv is not UTF-8 text (byte 15)"),
        (b"name\nHope\n", "decisions/organisations.csv lacks the column reason. It needs: name, reason."),
        (b"", "lacks the column name"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "organisations.csv"
    path.write_bytes(data)
    with pytest.raises(WorkspaceError) as refused:
        decision_rows(path, COLUMNS)
    assert message in str(refused.value)
