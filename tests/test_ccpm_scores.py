"""CCPM: medians and bands, response rate and mix of respondents, partners and coordinators, against tables of others."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from statistics import fmean, median

import openpyxl
import pytest

from pipelines.indicators.catalogue import catalogue
from pipelines.indicators.cells import Value
from pipelines.instruments.ccpm import ccpm_items
from tests.worked_examples import Example, evaluate

# Food Security and Agriculture Cluster, Afghanistan, CCPM 2017 (methods.md 0.2 and 1.5, S3): the column that its
# report calls response rate. How many partners there were it does not say; the second number is ours.
PUBLISHED = {
    "international_ngo": (29, 40), "national_ngo": (12, 60), "un_agency": (8, 8), "authority": (1, 10),
    "donor": (3, 4), "other": (2, 6),
}  # fmt: skip


def table(*rows: tuple[object, ...]) -> str:
    return "\n".join(" | ".join("" if cell is None else str(cell) for cell in row).rstrip() for row in rows)


def values_of(indicator: str, facts: dict[str, str], **settings: float) -> dict[tuple[str, str], Value]:
    """Of WASH, by id of the indicator or part and by group; groups of two groupings must not share a name."""
    example = Example(indicator, "", "", facts, (), {key.replace("__", "."): value for key, value in settings.items()})
    found = [value for value in evaluate(example) if value.cell.cluster == "wash"]
    return {(value.cell.indicator, value.cell.group): value for value in found}


def questionnaires(rows: Iterable[tuple[object, ...]]) -> str:
    """Rows of questionnaire, organisation and type; without an organisation it is anonymous."""
    head = ("response_id", "organisation_id", "anonymous", "organisation_type", "respondent", "round_end")
    return table(
        head,
        *((id_, who, str(who is None).lower(), kind, "partner", "2017-11-30") for id_, who, kind in rows),
    )


@pytest.fixture(scope="module")
def published() -> dict[str, str]:
    """The respondents of the published table, named, among a membership of our own."""
    members = {f"{kind}{number}": kind for kind, (_, partners) in PUBLISHED.items() for number in range(partners)}
    answered = [name for kind, (answers, _) in PUBLISHED.items() for name in [f"{kind}{n}" for n in range(answers)]]
    return {
        "organisations": table(("organisation_id", "type"), *members.items()),
        "memberships": table(("organisation_id", "joined_on"), *((name, "2016-01-01") for name in members)),
        "ccpm_responses": questionnaires([(f"r{n}", name, None) for n, name in enumerate(answered)]),
    }


def test_the_published_column_is_our_mix_of_respondents_and_not_our_response_rate(published: dict[str, str]) -> None:
    mix = values_of("ccpm_respondent_mix", published)
    rate = values_of("ccpm_response_rate", published)
    shares = {kind: mix["ccpm_respondent_mix", kind].value or 0 for kind in PUBLISHED}
    rates = {kind: rate["ccpm_response_rate", kind].value or 0 for kind in PUBLISHED}
    assert sum(shares.values()) == pytest.approx(100)
    assert shares == pytest.approx({kind: 100 * answers / 55 for kind, (answers, _) in PUBLISHED.items()})
    assert rates == pytest.approx({kind: 100 * answers / partners for kind, (answers, partners) in PUBLISHED.items()})
    assert rate["ccpm_response_rate", "all"].value == pytest.approx(100 * 55 / 128)
    assert rate["ccpm_response_rate", "all"].band == "caution"
    # The largest share of the answers is not the best rate, and the best rate is a small share of the answers.
    assert (max(shares, key=shares.__getitem__), max(rates, key=rates.__getitem__)) == (
        "international_ngo",
        "un_agency",
    )


def test_where_all_are_anonymous_the_rate_is_unknown_and_not_nought(published: dict[str, str]) -> None:
    anonymous = questionnaires([(f"r{n}", None, "national_ngo") for n in range(8)])
    rate = values_of("ccpm_response_rate", {**published, "ccpm_responses": anonymous})
    assert rate["ccpm_response_rate", "all"].value is None
    assert rate["ccpm_response_rate", "all"].status == "not_computable"
    assert "not known how many organisations" in (rate["ccpm_response_rate", "all"].reason or "")
    assert rate["ccpm_response_rate.mix_parity", "local"].value is None
    assert rate["ccpm_response_rate.responses", "all"].value == 8
    assert rate["ccpm_response_rate.anonymous", "all"].value == 100


SCORES = {"unlikely": 0, "neutral": 50, "likely": 100}
SUB_FUNCTIONS = ("1.1", "1.2", "2.1")


def test_real_answers_of_120_partners_give_the_medians_that_python_gives(real: Path) -> None:
    """18 three-point items without a respondent's name: taken as three sub-functions of six items."""
    book = openpyxl.load_workbook(real / "survey" / "kobo_likert_partner_planning_data.xlsx", read_only=True)
    rows = [[SCORES[str(cell)] for cell in row] for row in list(book.worksheets[0].iter_rows(values_only=True))[1:]]
    assert len(rows) == 120
    by_hand = [[fmean(row[start : start + 6]) for start in (0, 6, 12)] for row in rows]
    found = values_of("ccpm_function_score", {
        "ccpm_responses": questionnaires([(f"r{n}", None, None) for n in range(120)]),
        "ccpm_answers": _answers({f"r{n}": row for n, row in enumerate(rows)}, 6),
    })  # fmt: skip
    for place, name in enumerate(SUB_FUNCTIONS):
        value = found["ccpm_function_score", name]
        assert value.value == pytest.approx(median(row[place] for row in by_hand))
        assert found["ccpm_function_score.mean", name].value == pytest.approx(fmean(row[place] for row in by_hand))
    first = found["ccpm_function_score", "1"]
    assert first.value == pytest.approx(median(fmean(row[:2]) for row in by_hand))
    assert (first.n, first.population, first.interval) == (120, None, None)  # nobody knows of how many organisations


def _answers(given: Mapping[str, Sequence[int | None]], items: int) -> str:
    """Answers in the order of `SUB_FUNCTIONS`, so many items each; None is don't know."""
    return table(
        ("response_id", "item", "sub_function", "score"),
        *(
            (id_, f"item{at}", SUB_FUNCTIONS[at // items], score)
            for id_, scores in given.items() for at, score in enumerate(scores)
        ),
    )  # fmt: skip


RATED = {"Most important actor": 100, "Somewhat important actor": 50, "Not an important actor": 0, "Don't know": None}


def test_questionnaires_and_organisations_of_a_real_survey_are_counted_apart(real: Path) -> None:
    """561 questionnaires of 480 organisations, some of which answered for several countries; 20 more did not answer."""
    with (real / "survey" / "ngo_survey_2014_likert_q19_q25.csv").open(encoding="ascii", newline="") as handle:
        rows = list(csv.DictReader(handle))
    named = [(f"r{n}", f"o{row['clean.id']}", None) for n, row in enumerate(rows)]
    organisations = sorted({str(who) for _, who, _ in named} | {f"silent{n}" for n in range(20)})
    facts = {
        "organisations": table(("organisation_id", "type"), *((name, "national_ngo") for name in organisations)),
        "memberships": table(("organisation_id",), *((name,) for name in organisations)),
        "ccpm_responses": questionnaires(named),
    }
    rate = values_of("ccpm_response_rate", facts)
    assert rate["ccpm_response_rate.responses", "all"].value == 561
    assert rate["ccpm_response_rate", "all"].value == pytest.approx(100 * 480 / 500)
    given = {f"r{n}": [RATED[row["Q3.19"]]] for n, row in enumerate(rows) if row["Q3.19"] != "NA"}
    unsure = values_of("ccpm_dont_know_rate", {**facts, "ccpm_answers": _answers(given, 1)})
    by_organisation = defaultdict(list)
    for id_, who, _ in named:
        if id_ in given:
            by_organisation[who].append(100.0 * (given[id_] == [None]))
    value = unsure["ccpm_dont_know_rate", "1.1"]
    assert Counter(row["Q3.19"] for row in rows)["Don't know"] == 133
    assert value.value == pytest.approx(fmean(fmean(answers) for answers in by_organisation.values()))
    assert (value.n, value.population) == (len(by_organisation), 500)


@pytest.mark.parametrize(
    ("score", "band"),
    [(0, "weak"), (25, "weak"), (25.01, "unsatisfactory"), (50, "unsatisfactory"), (50.4, "satisfactory"),
     (75, "satisfactory"), (75.00000000000001, "satisfactory"), (75.01, "good"), (100, "good")],
)  # fmt: skip
def test_bands_are_of_unrounded_values(score: float, band: str) -> None:
    """The published bands leave holes at 25 to 26 and 50 to 51; ours do not (methods.md 1.4)."""
    assert catalogue()["ccpm_function_score"].band(score, {}) == band


def test_the_functions_are_those_of_the_questionnaire() -> None:
    asked: dict[str, list[str]] = {}
    for item in ccpm_items():
        if item.sub_function != item.function and item.sub_function not in asked.setdefault(item.function, []):
            asked[item.function].append(item.sub_function)
    combined = {function: members for function, members in asked.items() if members}
    assert catalogue()["ccpm_function_score"].combine == combined
    assert catalogue()["ccpm_function_score.coordinator"].combine == combined


COORDINATED = {
    "ccpm_responses": questionnaires([(f"p{n}", None, "national_ngo") for n in range(6)])
    + "\nc0 | | true | | coordinator | 2017-11-30",
    "ccpm_answers": _answers({f"p{n}": [100, 0, 25 * (n % 3)] for n in range(6)} | {"c0": [100, 100, 100]}, 3),
}


def test_partners_and_coordinator_stand_apart_until_a_weight_is_stated() -> None:
    apart = values_of("ccpm_function_score", COORDINATED)
    assert apart["ccpm_function_score.blended", "1.1"].status == "not_computable"
    assert "ccpm.coordinator_weight" in (apart["ccpm_function_score.blended", "1.1"].reason or "")
    partners = apart["ccpm_function_score", "1.1"].value or 0
    assert partners == pytest.approx(median([100 / 3, 100 / 3, 125 / 3, 125 / 3, 50, 50]))
    together = values_of("ccpm_function_score", COORDINATED, ccpm__coordinator_weight=0.25)
    blended = together["ccpm_function_score.blended", "1.1"]
    assert blended.value == pytest.approx(0.25 * 100 + 0.75 * partners)
    assert (blended.reason or "").startswith("weights: 25 %")
    assert together["ccpm_function_score", "1.1"].value == partners  # the two stay as they are


def test_the_gap_is_as_uncertain_as_what_partners_say() -> None:
    """Of twelve members six answered: the coordinator's number is certain, the partners' median is not."""
    members = [f"o{n}" for n in range(12)]
    facts = {
        "organisations": table(("organisation_id", "type"), *((name, "national_ngo") for name in members)),
        "memberships": table(("organisation_id",), *((name,) for name in members)),
        "ccpm_responses": questionnaires([(f"p{n}", f"o{n}", None) for n in range(6)])
        + "\nc0 | | true | | coordinator | 2017-11-30",
        "ccpm_answers": COORDINATED["ccpm_answers"],
    }
    found = values_of("ccpm_function_score", facts)
    gap = values_of("coordinator_partner_gap", facts)["coordinator_partner_gap", "1.1"]
    partners = found["ccpm_function_score", "1.1"]
    assert partners.interval is not None and partners.bounds is not None
    assert gap.value == pytest.approx(100 - (partners.value or 0))
    assert gap.interval == (100 - partners.interval[1], 100 - partners.interval[0])
    assert gap.bounds == (100 - partners.bounds[1], 100 - partners.bounds[0])


def test_without_a_coordinator_the_gap_says_so() -> None:
    partners = COORDINATED["ccpm_responses"].rpartition("\n")[0]
    gap = values_of("coordinator_partner_gap", {**COORDINATED, "ccpm_responses": partners})
    value = gap["coordinator_partner_gap", "1.1"]
    assert (value.value, value.status) == (None, "not_computable")
    assert "as the coordinator sees it" in (value.reason or "")
