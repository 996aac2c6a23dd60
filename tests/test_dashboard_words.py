"""What the pages say in words: numbers, changes, what needs attention, and what is not said."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dashboard import tables, words
from dashboard.overview_words import attention, better, doubt, unsaid, verdict
from dashboard.queries import Value


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (62.4, "%", "62\u00a0%"), (0.2, "%", "0.2\u00a0%"), (0.0, "%", "0\u00a0%"), (None, "%", "–"),
        (-14.0, "pp", "\u221214\u00a0points"), (3.0, "pp", "+3\u00a0points"), (0.0, "pp", "0\u00a0points"),
        (7_318_493_300, "USD", "USD\u00a07.3 billion"), (940_000, "USD", "USD\u00a0940,000"), (0.01, "%", "less than 0.1\u00a0%"),
    ],
)  # fmt: skip
def test_a_number_is_written_for_people(value: float | None, unit: str, text: str) -> None:
    assert words.number(value, unit) == text


def test_a_share_of_money_is_written_with_one_decimal() -> None:
    assert (words.number(45.75, "%", 1), words.interval(2.04, 10.73, "%", 1)) == ("45.8\u00a0%", "2.0 to 10.7\u00a0%")


@pytest.mark.parametrize(
    ("language", "country", "line"),
    [("en", "Haiti", "a, b; c: d"), ("fr", "Haïti", "a, b ; c : d"), ("ar", "هايتي", "a، b؛ c: d")],
)
def test_countries_and_the_signs_between_words_follow_the_language(
    language: str, country: str, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("dashboard.languages", "dashboard.words"):
        monkeypatch.setattr(f"{module}.current", lambda: language)
    assert (words.country("HTI"), words.country("XND"), words.country(None)) == (country, "XND", "")
    said = words.apart((words.in_a_row("ab"), words.labelled("c", "d")))
    assert said.replace("\u00a0", " ").replace("\u202f", " ") == line


def test_the_first_of_a_month_is_counted_in_french(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("dashboard.languages", "dashboard.numbers"):
        monkeypatch.setattr(f"{module}.current", lambda: "fr")
    assert [words.day(date(2025, 6, day)) for day in (1, 11)] == ["1er juin 2025", "11 juin 2025"]


def test_a_number_takes_the_form_of_what_is_written_not_of_what_was_rounded() -> None:
    assert (words.number(1.2, "pp"), words.number(-0.9, "pp", 1)) == ("+1\u00a0point", "\u22120.9\u00a0points")
    assert (words.number(1.4, "hours"), words.number(1.4, "hours", 1)) == ("1\u00a0hour", "1.4\u00a0hours")


def standing(**changed: Any) -> dict[str, Any]:
    row: dict[str, Any] = {
        "indicator": "x", "grain": "period", "period_start": date(2026, 1, 1), "period_end": date(2026, 6, 30),
        "value": 40.0, "unit": "%", "n": 50, "population": 50, "low": None, "high": None, "bound_high": None, "interval": "none: as far as reported",
        "band": None, "status": "ok", "reason": None, "partial": False, "numerator": None, "denominator": None, "bound_low": None, "title": "X", "direction": "higher", "frame": "census", "when_weak": "Call them.",
        "needs": "memberships", "earlier_start": date(2025, 7, 1), "earlier_end": date(2025, 12, 31), "earlier_value": 60.0,
        "earlier_n": 50, "earlier_low": None, "earlier_high": None,
    }  # fmt: skip
    row |= changed
    return row | {"difference": row["value"] - row["earlier_value"]}


def test_better_and_worse_follow_the_direction_of_the_indicator() -> None:
    rows = [
        standing(title="up is good"),
        standing(title="down is good", direction="lower"),
        standing(title="context", direction="context"),
        standing(title="gap closes", direction="balance", unit="pp", value=-5.0, earlier_value=-20.0),
        standing(title="gap turns", direction="balance", unit="pp", value=25.0, earlier_value=-20.0),
    ]
    verdicts = {row["title"]: verdict(row) for row in rows}
    assert verdicts == {
        "up is good": "Worse", "down is good": "Better", "context": "Changed", "gap closes": "Better", "gap turns": "Worse",
    }  # fmt: skip


def test_a_difference_that_chance_can_explain_is_said_to_be_one() -> None:
    survey = {"frame": "survey", "unit": "points", "low": 35.0, "high": 52.0, "earlier_high": 70.0}
    overlapping = standing(**survey, earlier_low=50.0)
    apart = standing(**survey, earlier_low=53.0)
    few = standing(n=4)
    doubts = [doubt(row) for row in (overlapping, apart, few, standing())]
    assert ["chance" in doubt for doubt in doubts] == [True, False, True, False]
    assert [len(attention([row], row)) for row in (overlapping, apart, few, standing())] == [0, 1, 0, 1]


def test_what_is_weak_needs_attention_first_and_comes_with_a_next_step() -> None:
    worse, weak = standing(title="worse"), standing(title="weak", band="weak", value=60.0)
    points = attention([worse, weak], worse)
    assert [(point.title, point.next_step) for point in points] == [("weak", "Call them."), ("worse", "Call them.")]


def test_silences_with_one_reason_are_told_together() -> None:
    silent = {"status": "suppressed", "reason": "fewer than 5 organisations answered", "group_by": "type"}
    rows = [
        {**silent, "indicator": code, "title": title, "groups": ["donor", "authority"], "needs": "survey_answers"}
        for code, title in words.PRINCIPLES.items()
    ]
    (line,) = unsaid(rows, {"survey_answers"})
    assert line.of_groups and line.remedy == ""
    assert line.text.replace("\\", "") == (
        "**The five principles** for these groups alone: Authorities and Donors. "
        "Hidden: Fewer than 5 organisations answered."
    )


def test_a_number_that_a_file_would_bring_names_the_file() -> None:
    silent = {"status": "not_computable", "group_by": "all", "groups": ["all"]}
    nothing = "the files hold no record of it here"
    rows = [
        {**silent, "indicator": "a", "title": "Seats", "needs": "memberships,roles", "reason": nothing},
        {**silent, "indicator": "b", "title": "Blend", "needs": "ccpm_answers", "reason": "the two are shown apart"},
    ]
    assert [line.remedy.replace("\\", "") for line in unsaid(rows, {"memberships", "ccpm_answers"})] == [
        "Add: roles and seats (template roles_and_seats.xlsx).",
        "",
    ]


def test_what_got_better_comes_with_what_chance_hardly_explains_first() -> None:
    rows = [
        standing(title="up a little", value=65.0), standing(title="up, few", value=90.0, n=4),
        standing(title="down", value=10.0), standing(title="weak though better", value=70.0, band="weak"),
    ]  # fmt: skip
    assert [point.title for point in better(rows, rows[0])] == ["up a little", "up, few"]


def test_one_or_two_flows_are_no_trend_and_a_weak_number_of_few_says_so() -> None:
    money = {"grain": "year", "frame": "reported", "value": 90.0}
    assert [point.title for point in better([standing(**money), standing(**money, earlier_n=2)], standing())] == ["X"]
    (many, one) = attention([standing(band="caution"), standing(band="caution", n=1)], standing())
    assert (many.doubt, "Counted: 1." in one.doubt) == ("", True)


def test_a_difference_that_is_smaller_than_what_is_not_known_says_so() -> None:
    """0.1 % after 0 % is no step where 11.2 % might have been local the time before."""
    money = {"frame": "reported", "value": 0.1, "earlier_value": 0.0, "bound_high": 23.0}
    assert "not known" in doubt(standing(**money, earlier_bound_high=11.2))
    assert doubt(standing(**money, earlier_bound_high=0.05)) == ""
    assert doubt(standing(frame="reported", n=4)) == "Only a few amounts stand behind it."


def test_a_share_of_what_is_local_says_how_much_more_it_could_be() -> None:
    money = {"frame": "reported", "band": "caution", "value": 0.1, "earlier_value": 0.1}
    open_, settled = attention([standing(**money, bound_high=30.8), standing(**money, bound_high=0.4)], standing())
    assert (open_.text, settled.text) == ("0.1\u00a0%, at most 31\u00a0%: caution.", "0.1\u00a0%: caution.")
    assert (bool(open_.doubt), bool(settled.doubt)) == (True, False)


def test_a_year_long_gone_is_no_news_and_a_level_of_another_time_names_it() -> None:
    def year(told: int) -> dict[str, Any]:
        return standing(grain="year", period_start=date(told, 1, 1), period_end=date(told, 12, 31), value=90.0)

    assert [len(better([year(told)], standing())) for told in (2024, 2025)] == [0, 1]
    (point,) = attention([year(2024) | {"band": "caution"}], standing())
    assert point.text == "90\u00a0% (2024): caution."


def test_a_reason_that_names_the_file_is_not_followed_by_the_file_again() -> None:
    silent = {"status": "not_computable", "group_by": "all", "groups": ["all"], "title": "Seats"}
    named = "there is no list of roles and seats; fill in the template roles_and_seats.xlsx"
    rows = [
        {**silent, "indicator": "a", "needs": "roles", "reason": named},
        {**silent, "indicator": "b", "needs": "roles,memberships", "reason": named},
        {**silent, "indicator": "c", "needs": "roles,memberships", "reason": named},
    ]
    said = unsaid(rows, set())
    assert [(bool(line.remedy), line.numbers) for line in said] == [(True, 2), (False, 1)]


@pytest.mark.parametrize(
    ("told", "text"),
    [
        ({"unit": "ratio", "numerator": 26.9, "denominator": 58.8, "n": 26}, "27\u00a0% against 59\u00a0%"),
        ({"unit": "pp", "indicator": "comment_response_rate_gap", "n": 59}, "59 counted"),
        ({"unit": "pp", "indicator": "attendance_gap_local", "n": 214}, "214 invitations"),
        ({"unit": "%", "numerator": 35.0, "denominator": 60.0}, "35 of 60"),
    ],
)
def test_what_a_number_was_counted_from_is_said_for_its_kind(told: dict[str, Any], text: str) -> None:
    fields: dict[str, Any] = dict.fromkeys(Value.__dataclass_fields__) | {"indicator": "x", "status": "ok"} | told
    assert tables.counted(Value(**fields)) == text
