"""How codes, names from files and texts in charts are written, in both directions of writing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from dashboard import file_words, languages, record_words, setting_words, words
from dashboard.figures import theme, wrapped
from dashboard.figures.wrapped import Words
from dashboard.money import flows_words, ties_words


@pytest.fixture
def arabic(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(languages, "current", lambda: "ar")
    yield


def test_where_writing_runs_from_the_right_a_chart_is_the_mirror_of_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    english = theme.layout(100), theme.text("Name", x=0, y=1, side="left", xshift=-8)
    monkeypatch.setattr(languages, "current", lambda: "ar")
    arabic = theme.layout(100), theme.text("Name", x=0, y=1, side="left", xshift=-8)
    assert (arabic[0]["margin"]["l"], arabic[0]["margin"]["r"]) == (
        english[0]["margin"]["r"],
        english[0]["margin"]["l"],
    )
    assert (arabic[1]["x"], arabic[1]["xanchor"], arabic[1]["xshift"]) == (1, "right", 8)


@pytest.mark.usefixtures("arabic")
def test_a_text_at_a_mark_stays_there_and_still_runs_from_the_right() -> None:
    placed = theme.text("الهدف: 25 %", x=25.0, y=1, side="center", xref="x")
    assert placed["x"] == 25.0 and placed["text"].startswith(theme.TURN) and placed["text"].endswith(theme.BACK)


def test_a_latin_name_turns_nothing_round_in_arabic_and_is_left_alone_elsewhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert words.plain("WASH cluster") == "WASH cluster"
    monkeypatch.setattr(languages, "current", lambda: "ar")
    assert words.plain("WASH cluster") == f"{languages.ISOLATED}WASH cluster{languages.GIVEN_BACK}"
    assert words.plain("مجموعة WASH") == "مجموعة WASH" and words.plain("2026") == "2026"


def test_a_reason_names_types_of_organisation_and_not_their_codes() -> None:
    found = words.reason("below 30 % of one type or more: authority, un agency")
    assert found == "Below 30 % of one type or more: Authorities and UN agencies."


@pytest.mark.parametrize("language", ["fr", "es", "ar"])
@pytest.mark.parametrize(
    "said", ["Status reads “announced”. Expected an amount in USD.", "none of 245 flows changed", "3 of 20 flows went up, 2 went down"]
)  # fmt: skip
def test_a_sentence_that_a_build_puts_together_is_translated_as_a_whole(
    said: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(languages, "current", lambda: language)
    told = words.told(said)
    assert not {"reads", "Expected", "flows", "none", "went"} & set(told.replace(".", " ").split())
    assert all(number in told for number in ("245", "20", "announced") if number in said)


def test_a_finding_names_its_column_as_the_page_import_does() -> None:
    assert "Amount in US dollars reads “x”" in lines([finding(3)])[0]


def test_rows_with_the_same_problem_are_told_in_one_line() -> None:
    other = finding(4) | {"message": "Amount usd reads “y”. Expected an amount in USD."}
    rows = [*map(finding, range(10, 17)), other, finding(3)]
    problem = "Amount in US dollars reads “{}”. Expected an amount in USD. Correct it. (Row set aside)"
    assert lines(rows) == [
        f"- **a.csv**, rows 3, 10, 11, 12, 13 and 3 more: {problem.format('x')}",
        f"- **a.csv**, row 4: {problem.format('y')}",
    ]


def test_a_problem_of_a_file_names_no_row() -> None:
    assert lines([finding(0)])[0].startswith("- **a.csv**, whole file: ")


def finding(row: int) -> dict[str, Any]:
    return {"file": "a.csv", "row": row, "sheet": "", "severity": "error", "column": "amount_usd", "remedy": "Correct it.",
            "message": "Amount usd reads “x”. Expected an amount in USD."}  # fmt: skip


def lines(rows: list[dict[str, Any]]) -> list[str]:
    return [line.replace("\\", "") for line in file_words.finding_lines(rows)]


@pytest.mark.parametrize(
    ("key", "value", "said", "told"),
    [
        ("indicators.one_score", "false", "**no**", "indicators.one_score = false"),
        ("dates.order", '"dmy"', "**day, month, year**", 'dates.order = "dmy"'),
        ("locality.definition", '"non_state"', "**Without authorities**", 'locality.definition = "non_state"'),
        ("calendar.weekend", '["friday", "saturday"]', "**Friday and Saturday**", "calendar.weekend)"),
        ("response.name", '"Nandoria"', "**Nandoria**", "response.name)"),
    ],
)
def test_a_setting_is_said_in_words_and_as_it_is_to_be_written(key: str, value: str, said: str, told: str) -> None:
    line = setting_words.line({"key": key, "value": value, "origin": "default", "meaning": ""}).replace("\\", "")
    assert said in line and told in line


def test_places_where_a_name_was_seen_have_names() -> None:
    assert record_words.places("attendance, sub-grants") == "attendance records and sub-grants"


def test_half_of_them_have_so_many_partners() -> None:
    assert [ties_words.at_most(partners) for partners in (0.0, 0.5, 1.0, 1.5, 4.0)] == [
        "none", "none", "1 partner or none", "1.5 partners or fewer", "4 partners or fewer",
    ]  # fmt: skip


def test_a_line_too_long_for_a_phone_is_two() -> None:
    (short,) = wrapped.layout([Words("UN", "7 %", "4 of 8")]).texts
    (long,) = wrapped.layout(
        [Words("UN", "3 % of the answers, 7 % of the members", "4 of 8 members answered it")]
    ).texts
    assert "7 %</b> · 4 of 8" in short["text"] and "members</b><br>4 of 8" in long["text"]


@pytest.mark.parametrize("language", [*languages.LANGUAGES])
def test_two_names_fit_between_two_stops_of_the_money(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(languages, "current", lambda: language)
    later = [kind for kind in flows_words.KINDS if not kind.startswith("donor_") and kind != "no_cluster"]
    names = [flows_words.short_name(f"3:{kind}", {}) for kind in later]
    assert max(map(len, names)) <= 20, max(names, key=len)
