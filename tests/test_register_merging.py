"""Rows of partner lists become organisations: what merges, what stays apart, and which id it gets."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.organisations.grouping import derived_id, group_rows
from pipelines.organisations.register_rows import ATTRIBUTES, RegisterRow
from tests.registers import organisations, rules, write_list
from tests.workspaces import reading


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ({"name": "Hope for Children"}, {"name": "HOPE for children"}, True),
        ({"name": "Hope for Children"}, {"name": "Hope Children"}, False),
        ({"name": "Hope for Children", "other": "Kids Hope"}, {"name": "Kids Hope"}, True),
        ({"name": "Hope for Children", "fr": "Espoir pour les enfants"}, {"name": "Espoir pour les Enfants"}, True),
        ({"name": "Hope for Children", "ar": "جمعية الأمل"}, {"name": "جمعية الامل"}, True),
        ({"name": "Hope for Children", "former": "Old Hope"}, {"name": "Old Hope"}, True),
        ({"name": "Hope for Children", "acronym": "HFC"}, {"name": "Health First Corps", "acronym": "HFC"}, False),
        ({"name": "Hope for Children", "id": "h1"}, {"name": "Something Else", "id": "h1"}, True),
        ({"name": "Hope for Children", "fts": "7"}, {"name": "Hope Nandoria", "fts": "7"}, False),
    ],
)
def test_what_is_one_organisation(tmp_path: Path, one: dict[str, str], other: dict[str, str], together: bool) -> None:
    write_list(tmp_path, [one, other])
    assert len(organisations(tmp_path, "organisation_id")) == (1 if together else 2)


def test_a_former_name_two_organisations_claim_links_neither(tmp_path: Path) -> None:
    write_list(
        tmp_path, [{"name": "North", "former": "Whole"}, {"name": "South", "former": "Whole"}, {"name": "Whole"}]
    )
    assert organisations(tmp_path, "organisation_id") == [("north",), ("south",), ("whole",)]


def test_a_new_name_keeps_the_id_of_the_old_one(tmp_path: Path) -> None:
    write_list(tmp_path / "before", [{"name": "Water Trust"}])
    write_list(tmp_path / "after", [{"name": "Nandoria Waters", "former": "Water Trust; Water Fund"}])
    write_list(tmp_path / "both", [{"name": "Nandoria Waters", "former": "Water Trust"}], "new.csv")
    write_list(tmp_path / "both", [{"name": "Water Trust"}], "old.csv")
    assert organisations(tmp_path / "before", "organisation_id", "name") == [("water-trust", "Water Trust")]
    for folder in ("after", "both"):
        assert organisations(tmp_path / folder, "organisation_id", "name") == [("water-trust", "Nandoria Waters")]
    con = reading(tmp_path / "after")
    names = con.execute("select name, kind, how from facts.organisation_names order by name").fetchall()
    assert names == [
        ("Nandoria Waters", "name", "name as written"),
        ("Water Fund", "former", "register"),
        ("Water Trust", "former", "register"),
    ]


def test_an_id_given_in_the_list_stands(tmp_path: Path) -> None:
    write_list(tmp_path, [{"name": "Hope", "id": "NND-7", "former": "Old Hope"}, {"name": "hope"}])
    assert organisations(tmp_path, "organisation_id") == [("NND-7",)]


def test_ids_of_names_in_other_scripts_keep_organisations_apart() -> None:
    assert derived_id("Médecins du Monde") == "medecins-du-monde"
    one, other = derived_id("جمعية الأمل NGO"), derived_id("جمعية السلام NGO")
    assert one != other
    assert one.isascii() and one.endswith(derived_id("جمعية الأمل NGO")[-6:])


def test_every_name_of_an_organisation_is_kept_with_its_kind_and_language(tmp_path: Path) -> None:
    row = {"name": "Hope", "acronym": "HO", "other": "Hopes; The Hopers", "fr": "Espoir", "ar": "أمل"}
    write_list(tmp_path, [row])
    con = reading(tmp_path)
    names = con.execute("select kind, language, name from facts.organisation_names order by all").fetchall()
    assert names == [
        ("acronym", None, "HO"), ("name", "ar", "أمل"), ("name", "fr", "Espoir"), ("name", None, "Hope"),
        ("other", None, "Hopes"), ("other", None, "The Hopers"),
    ]  # fmt: skip


def test_flags_keep_who_said_so_and_when_and_the_newest_counts(tmp_path: Path) -> None:
    write_list(tmp_path, [
        {"name": "Hope", "women": "no", "source": "old form", "said_on": "2023-01-01", "type": "NNGO"},
        {"name": "Hope", "women": "yes", "source": "survey 2025", "said_on": "2025-06-30", "affiliated_to": "Hope World"},
    ])  # fmt: skip
    columns = (
        "women_led",
        "flags_source",
        "cast(flags_date as varchar)",
        "type",
        "type_word",
        "affiliated",
        "affiliated_to",
    )
    assert organisations(tmp_path, *columns) == [
        (True, "survey 2025", "2025-06-30", "national_ngo", "NNGO", True, "Hope World"),
    ]  # fmt: skip
    assert [rule for rule, _ in rules(tmp_path) if rule == "contradiction"] == ["contradiction"]


def test_a_country_written_in_two_ways_is_no_contradiction(tmp_path: Path) -> None:
    write_list(
        tmp_path, [{"name": "Hope", "hq": "Norway"}, {"name": "hope", "hq": "NOR"}, {"name": "Odd", "hq": "Atlantis"}]
    )
    assert organisations(tmp_path, "name", "hq_country") == [("Hope", "NOR"), ("Odd", None)]
    assert [rule for rule, _ in rules(tmp_path) if rule in ("contradiction", "country")] == ["country"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("International Committee of the Red Cross (ICRC)", "icrc_ifrc"),
        ("Fédération internationale des Sociétés de la Croix-Rouge et du Croissant-Rouge", "icrc_ifrc"),
        ("IFRC", "icrc_ifrc"),
        ("Nandorian Red Crescent Society", "red_cross_society"),
    ],
)
def test_icrc_and_ifrc_are_told_from_national_societies_by_name(tmp_path: Path, name: str, expected: str) -> None:
    write_list(tmp_path, [{"name": name, "type": "Red Cross / Red Crescent"}])
    assert organisations(tmp_path, "type") == [(expected,)]
    assert ("icrc_ifrc" in [rule for rule, _ in rules(tmp_path)]) == (expected == "icrc_ifrc")


def test_two_partners_with_one_fts_id_get_its_flows_by_name_alone(tmp_path: Path) -> None:
    write_list(tmp_path, [{"name": "Hope", "fts": "7; 8"}, {"name": "Aid", "fts": "7"}])
    con = reading(tmp_path)
    assert con.execute("select * from fts_ids order by all").fetchall() == [("8", "hope")]
    assert [rule for rule, _ in rules(tmp_path)].count("shared_fts_id") == 2


def test_observers_are_members_of_their_own_level(tmp_path: Path) -> None:
    write_list(tmp_path, [{"name": "Hope", "level": "observer", "joined": "2024-05-01"}, {"name": "Aid"}])
    con = reading(tmp_path)
    found = con.execute("select organisation_id, level, cast(joined_on as varchar) from facts.memberships order by 1")
    assert found.fetchall() == [("aid", "full", None), ("hope", "observer", "2024-05-01")]


NAMES = st.sampled_from(["Hope", "hope", "Aid", "Espoir", "Water Trust", "أمل", "Ελπίδα", "A & B", "A B"])
PARTNER_ROWS = st.lists(
    st.fixed_dictionaries({"name": NAMES}, optional={"other": NAMES, "former": NAMES, "fr": NAMES, "id": st.sampled_from(["h1", "aid"])}),
    min_size=1, max_size=5,
)  # fmt: skip


@settings(max_examples=max(4, settings().max_examples // 50), deadline=None)
@given(rows=PARTNER_ROWS, data=st.data())
def test_the_same_rows_in_any_order_of_files_give_the_same_register(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, str]], data: st.DataObject
) -> None:
    found = set()
    for order in (rows, data.draw(st.permutations(rows))):
        folder = tmp_path_factory.mktemp("lists")
        for number, row in enumerate(order):
            write_list(folder, [row], f"list{number}.csv")
        con = reading(folder)
        found.add((
            *con.execute("select organisation_id, name, acronym, type from facts.organisations order by all").fetchall(),
            *con.execute("select name, organisation_id, kind from facts.organisation_names order by all").fetchall(),
        ))  # fmt: skip
    assert len(found) == 1


def test_rows_of_public_lists_join_in_any_order_too() -> None:
    def row(number: int, partner: bool, name: str, fts: tuple[str, ...] = ()) -> RegisterRow:
        return RegisterRow(
            "f", "", number, partner, name, None, None, (), (), (), (), fts, "", dict.fromkeys(ATTRIBUTES)
        )

    rows = [
        row(1, True, "Hope"),
        row(2, False, "Hope", ("7",)),
        row(3, False, "Hope Int.", ("7",)),
        row(4, False, "Aid"),
    ]
    groups = {
        frozenset(frozenset(r.row for r in group) for group in group_rows(order, {}))
        for order in itertools.permutations(rows)
    }
    assert groups == {frozenset({frozenset({1, 2, 3}), frozenset({4})})}
