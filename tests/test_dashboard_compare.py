"""The page Compare: the difference first, ranges that overlap are never ranked, others' numbers with year and source."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import breakdowns
from dashboard.evidence import compare_words
from dashboard.figures import side_by_side
from dashboard.queries import Value
from tests.dashboard_pages import all_values, changed_copy, opened, reader_of, said


def value(group: str = "all", number: float | None = 40.0, low: float | None = None, high: float | None = None, **more: Any) -> Value:  # fmt: skip
    fields: dict[str, Any] = dict.fromkeys(Value.__dataclass_fields__) | {
        "indicator": "x", "cluster": "wash", "grain": "period", "period_start": date(2026, 1, 1), "group": group,
        "period_end": date(2026, 6, 30), "partial": False, "group_by": "locality", "value": number, "unit": "%",
        "low": low, "high": high, "interval": "exact, 95 %", "status": "ok",
    }  # fmt: skip
    return Value(**{**fields, **more})


def overlap(*values: Value) -> str:
    return compare_words.overlap(values, breakdowns.of_value).replace("\\", "").replace("\u00a0", " ")


def furthest(*values: Value) -> str:
    return compare_words.furthest(values, breakdowns.of_value).replace("\\", "").replace("\u00a0", " ")


def test_ranges_that_overlap_are_not_ranked() -> None:
    text = overlap(value("local", 40, 30, 50), value("international", 55, 45, 65))
    assert "do not rank" in text and "Local" not in text
    touching = overlap(value("local", 40, 30, 50), value("international", 55, 50, 65))
    assert touching == text


def test_only_pairs_whose_ranges_lie_apart_are_named() -> None:
    three = overlap(value("local", 40, 30, 45), value("international", 55, 50, 65), value("unknown", 47, 40, 60))
    assert "Local and national and International" in three and "Not known" not in three
    assert "All others overlap: do not rank them." in three
    two = overlap(value("local", 40, 30, 45), value("international", 55, 50, 65))
    assert "do not overlap" in two and "All others" not in two


def test_without_ranges_the_size_is_told_in_the_order_shown_and_with_a_warning() -> None:
    census: dict[str, Any] = {"low": None, "high": None, "interval": "census: all are counted"}
    text = furthest(value("local", 60, **census), value("international", 41.5, **census))
    assert "The furthest apart are Local and national and International: 18.5 points" in text
    assert "can still be chance" in text
    reported = furthest(value("local", 60), value("international", 60, interval="none: as far as reported"))
    assert "All are the same: 60 %" in reported and "do not rank" in reported
    assert "do not rank" in overlap(value("local", 60), value("international", 60))


def test_what_is_said_above_the_picture_is_not_said_again_below_it() -> None:
    reported: dict[str, Any] = {"low": None, "high": None, "interval": "none: as far as reported"}
    values = [value("local", 60, **reported), value("international", 41.5, **reported)]
    assert compare_words.ends(values, breakdowns.of_value).replace("\u00a0", " ") == "From 42 % to 60 %."
    assert compare_words.ends(values[:1] * 2, breakdowns.of_value).replace("\u00a0", " ") == "All are 60 %."
    assert "not two numbers" in compare_words.ends(values[:1], breakdowns.of_value)


def test_a_row_too_long_for_a_phone_keeps_its_counts_for_the_table() -> None:
    wide = value("local", 60, numerator=1_234_567_890, denominator=2_345_678_901)
    picture = side_by_side.side_by_side(
        [wide], lambda v: "A group with a long name of its own", heading="Group", title="Money", reading=""
    )
    drawn = " ".join(str(text.text) for text in picture.figure.layout.annotations)
    assert "60" in drawn and "1,234,567,890" not in drawn
    assert "1,234,567,890" in picture.alt and "1,234,567,890" in str(picture.table)


def test_a_share_that_could_be_larger_is_not_held_against_others_as_if_it_were_known() -> None:
    open_ = value("local", 0.5, interval="none: as far as reported", bound_high=19.0)
    assert "Some could be larger" in furthest(open_, value("international", 60, interval="none: as far as reported"))
    mark = {"group": "all", "value": 4.5, "scope": "all donors worldwide", "year": 2023, "source": "DI"}
    (line,) = compare_words.against([mark], [open_], breakdowns.of_value)
    assert "−4.0 points, at most +14.5 points" in line.replace("\u00a0", " ")


def test_the_first_answer_is_a_size_and_whether_it_may_be_chance() -> None:
    overlapping = furthest(value("local", 40, 30, 50), value("international", 55, 45, 65), value("unknown", 47, 40, 60))
    assert overlapping.startswith("**The furthest apart are Local and national and International: 15.0 points.**")
    assert "may be chance, so do not rank" in overlapping
    apart = furthest(value("local", 40, 30, 44), value("international", 55, 45, 65))
    assert "hardly chance alone" in apart and "do not rank" not in apart
    same = furthest(value("local", 40, 30, 50), value("international", 40, 20, 60))
    assert same == "**All are the same: 40 %.**"
    hidden = value("local", None, status="suppressed")
    assert furthest(hidden, value("international", 55, 50, 65)) == "**There are not two numbers to compare.**"


def test_a_hidden_number_is_never_part_of_a_comparison() -> None:
    hidden = value("local", None, status="suppressed")
    assert overlap(hidden, value("international", 55, 50, 65)) == "**There are not two numbers to compare.**"
    mark = {"group": "all", "value": 45.0, "unit": "%", "year": 2023, "scope": "clusters", "source": "OCHA"}
    assert compare_words.against([mark], [hidden], breakdowns.of_value) == []


def test_what_others_measured_is_held_against_its_own_group_with_year_and_source() -> None:
    shown = [value("national_ngo", 57.0, group_by="type"), value("un_agency", 4.0, group_by="type")]
    marks = [
        {"group": "national_ngo", "value": 45.0, "unit": "%", "year": 2023, "scope": "clusters worldwide", "source": "OCHA"},
        {"group": "un_agency", "value": 7.0, "unit": "%", "year": 2023, "scope": "clusters worldwide", "source": "OCHA"},
    ]  # fmt: skip
    (line,) = compare_words.against(marks, shown, breakdowns.of_value)
    text = line.replace("\\", "").replace("\u00a0", " ")
    assert text.startswith("**Against clusters worldwide, 2023:** National and local NGOs +12 points; UN agencies")
    assert "\u22123 points (OCHA)" in text
    picture = side_by_side.side_by_side(
        shown, breakdowns.of_value, heading="Group", title="Members", reading="", benchmarks=marks
    )
    diamonds = picture.figure.data[-1]
    assert list(diamonds.x) == [45.0, 7.0] and diamonds.y[0] > diamonds.y[1]
    assert "2023: 45 % (OCHA)" in picture.alt.replace("\u00a0", " ")


def test_what_was_measured_for_everybody_has_a_row_of_its_own() -> None:
    """On the row of a cluster it would look like that cluster's."""
    marks = [
        {"group": "all", "value": 8.4, "unit": "%", "year": 2023, "scope": "donors", "source": "DI"},
        {"group": "target", "value": 25.0, "unit": "%", "year": 2020, "scope": "aim", "source": "GB"},
    ]
    shown = [value(number=3.0, group_by="all", cluster=cluster) for cluster in ("food", "wash")]
    picture = side_by_side.side_by_side(
        shown, lambda v: v.cluster, heading="Cluster", title="Money", reading="", benchmarks=marks
    )
    assert list(picture.figure.data[-1].x) == []
    texts = [text.text for text in picture.figure.layout.annotations]
    assert "<b>Elsewhere, 2023</b>" in texts and "<b>Aim, 2020</b>" in texts


def test_a_scale_has_room_for_everything_that_is_drawn() -> None:
    signed = side_by_side.scale_for([value(number=-29, unit="pp")])
    assert (signed.low, signed.high, signed.mark) == (-50, 50, 0)
    assert side_by_side.scale_for([value(number=12, low=3, high=22)]).high == 50
    days = side_by_side.scale_for([value(number=7, unit="days")])
    assert (days.high, set(days.ticks)) == (10, {0, 2, 4, 6, 8, 10})
    assert side_by_side.scale_for([value(number=2.4, unit="ratio")]).high == 2.4


def effect(delta: float, low: float, high: float, q: float | None) -> str:
    row = {
        "first": "local", "second": "international", "n_first": 13, "n_second": 12, "delta": delta, "size": "large",
        "low": low, "high": high, "q": q,
    }  # fmt: skip
    return compare_words.between_groups(row).replace("\\", "")


def test_an_effect_says_who_scores_lower_only_where_its_range_leaves_no_doubt() -> None:
    sure = effect(-0.77, -0.89, -0.38, 0.003)
    assert sure.startswith("**A large difference: Local and national score lower.**")
    assert "by 77." in sure and "false alarm is 0.3 in 100" in sure and "13 and 12" in sure
    unsure = effect(-0.4, -0.8, 0.1, None)
    assert unsure.startswith("**A large difference.**") and "may be no difference at all" in unsure
    assert "too few" not in unsure and "too small to test" in unsure


def test_only_what_is_there_can_be_compared(demo_folder: Path) -> None:
    reader = reader_of(demo_folder)
    assert set(compare_words.choices(all_values(reader, "meeting_regularity"))) == {"clusters", "periods", "levels", "groups"}  # fmt: skip
    assert "levels" not in compare_words.choices(all_values(reader, "org_attendance_rate"))
    one = [v for v in all_values(reader, "org_attendance_rate") if v.cluster == "all" and v.group_by == "all"][:1]
    assert compare_words.choices(one) == {}


def test_an_effect_is_told_only_to_those_who_see_both_groups(demo_folder: Path, tmp_path: Path) -> None:
    """A number can be held back from outsiders after the effect was computed."""
    held = changed_copy(
        demo_folder, tmp_path / "held",
        """update "values" set outside = 'held back' where indicator = 'pop_equality_score' and "group" = 'local'""",
        """update "values" set outside = 'held back' where indicator = 'pop_equality_score' and group_by = 'all'""",
    )  # fmt: skip
    place = {"indicator": "pop_equality_score", "cluster": "wash"}
    for statement in ("between_groups", "between_periods"):
        before, team, outside = (
            reader_of(folder, audience).rows(statement, audience=audience, **place)
            for folder, audience in ((demo_folder, "evaluator"), (held, "team"), (held, "evaluator"))
        )
        assert before and team and outside == [], statement


def test_conduct_of_few_is_told_to_the_team_alone(demo_folder: Path) -> None:
    place = {"indicator": "active_partner_rate", "cluster": "food_security"}
    assert reader_of(demo_folder).rows("between_periods", audience="team", **place)
    outside = reader_of(demo_folder).rows("between_periods", audience="evaluator", **place)
    assert len(outside) < len(reader_of(demo_folder).rows("between_periods", audience="team", **place))


@pytest.fixture(scope="module")
def groups(demo_folder: Path) -> AppTest:
    return opened(demo_folder, "compare", indicator="pop_equality_score", what="groups", by="locality", cluster="wash")


def test_the_difference_comes_before_the_numbers(groups: AppTest) -> None:
    headers = [header.value for header in groups.header]
    assert headers.index("How large is the difference?") < headers.index("Side by side")
    assert "difference" in said(groups) and "Cliff’s delta" in said(groups)


def test_clusters_stand_by_name_and_a_target_has_its_year_and_source(demo_folder: Path) -> None:
    app = opened(demo_folder, "compare", "donor", indicator="as_direct_local_funding_share", what="clusters")
    (chart,) = [found.proto for found in app.get("plotly_chart")]
    names = sorted(row["name"] for row in reader_of(demo_folder).clusters())
    places = [chart.alt.index(name) for name in names]
    assert places == sorted(places)
    text = said(app)
    assert "Against aim of the Grand Bargain, 2020:" in text and "2023: 8.4\u00a0% (Development Initiatives" in text


def test_periods_stand_in_order_of_time_with_the_change_of_the_same_organisations(demo_folder: Path) -> None:
    app = opened(demo_folder, "compare", indicator="pop_equality_score", what="periods", cluster="wash")
    assert "organisations in both times" in said(app)
    (chart,) = [found.proto for found in app.get("plotly_chart")]
    assert chart.alt.index("2025") < chart.alt.index("2026")
