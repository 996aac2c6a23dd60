"""Who does what where: tiny tables of many countries in, records out."""

from __future__ import annotations

import pytest

from pipelines.sources import presence
from pipelines.sources.presence_areas import area_heading, levels
from pipelines.sources.presence_cells import NO_PERIOD, month_start, plain_number
from pipelines.sources.reading import Record
from pipelines.sources.recognise import recognise
from pipelines.sources.sheets import Sheet
from tests.readings import finding, records, rules, take


def sheet(*rows: str) -> Sheet:
    """A table written as lines with `|` between cells."""
    return Sheet("areas/3w.csv", "", [[cell.strip() for cell in row.split("|")] for row in rows])


def first(*rows: str) -> Record:
    return records(take(presence, sheet(*rows)))[0]


def said(record: Record, *columns: str) -> tuple[object, ...]:
    return tuple(record[column] for column in columns)


# Headings of many countries

WHO = ("organisation", "acronym", "organisation_type", "programme_organisation")
AREAS = ("area1", "area1_pcode", "area2", "area2_pcode", "area3", "area3_pcode")
COUNTRIES = {
    "Afghanistan": (
        "PROVINCE|PROV_CODE|DISTRICT|DIST_CODE|ORG_ACRONYM|ORG_NAME|ORG_TYPE|CLUSTER_SECTOR_NAME",
        "Ghor|AF23|Lal|AF2307|AAA|Afghan Aid|National NGO|Health",
        ("Afghan Aid", "AAA", "national_ngo", ""),
        ("Ghor", "AF23", "Lal", "AF2307", "", ""),
    ),
    "DR Congo": (
        "Type_organisation|Acronyme Acteur|Nom acteur|Cluster|Province|Pcode_Province|Territoire|Zone de santé|Activité",
        "ONG Nationale|AID|Aide Directe|Santé|Ituri|CD54|Aru|Adi|Vaccination",
        ("Aide Directe", "AID", "national_ngo", ""),
        ("Ituri", "CD54", "Aru", "", "Adi", ""),
    ),
    "Chad": (
        "Acronyme|Organisation|TypeOrganisation|Secteur|Province|Code Province|Département|Code_Département",
        "AI|Aide Int|ONG Int|Nutrition|Lac|TCD07|Mamdi|TCD0701",
        ("Aide Int", "AI", "international_ngo", ""),
        ("Lac", "TCD07", "Mamdi", "TCD0701", "", ""),
    ),
    "Mali": (
        "Organisation|Organisation Accronyme|Type Organisation|Cluster|Région|Cercle|Commune",
        "Yam Jam|YJ|ONG Nat|WASH|Mopti|Bandiagara|Dourou",
        ("Yam Jam", "YJ", "national_ngo", ""),
        ("Mopti", "", "Bandiagara", "", "Dourou", ""),
    ),
    "Niger": (
        "Organisation|TYPE_ORG|Secteur|Région|Département|Commune|Activités",
        "Karkara|ONG nationale|Abris|Diffa|Bosso|Toumour|Distribution",
        ("Karkara", "", "national_ngo", ""),
        ("Diffa", "", "Bosso", "", "Toumour", ""),
    ),
    "Somalia": (
        "Organization_Name|Organization Type|Cluster|Region|Region Pcode|District|District Pcode",
        "Hope|NNGO|Health|Bay|SO24|Baidoa|SO2401",
        ("Hope", "", "national_ngo", ""),
        ("Bay", "SO24", "Baidoa", "SO2401", "", ""),
    ),
    "Nigeria": (
        "Organization|Org. Acronym|Type of Organization|Operation Type|isHRP|Sector|State|LGA|Ward",
        "Relief Borno|RB|NNGO|Direct|Y|WASH|Borno|Bama|Shehuri",
        ("Relief Borno", "RB", "national_ngo", ""),
        ("Borno", "", "Bama", "", "Shehuri", ""),
    ),
    "Iraq": (
        "Month|admin_level|Plan|Partner Category|Partner Acronym|Organisation type|Cluster|Governorate|District|Sub-District",
        "January 2022|3|HRP|x|DRC|INGO|Protection|Ninewa|Mosul|Markaz",
        ("DRC", "DRC", "international_ngo", ""),
        ("Ninewa", "", "Mosul", "", "Markaz", ""),
    ),
    "Ethiopia": (
        "Month|Activity status|Donor|Program partner|Implementing Partner Acronym|Implementing Partner Name|"
        "Implementing Partner Type|Region|Zone|Woreda|WoredaPcod|Cluster|Activity|Lat|Long",
        "2024-05|Ongoing|ECHO|Save|ORDA|ORDA Ethiopia|NNGO|Amhara|North Wollo|Kobo|ET030105|WASH|Water trucking|1|2",
        ("ORDA Ethiopia", "ORDA", "national_ngo", "Save"),
        ("Amhara", "", "North Wollo", "", "Kobo", "ET030105"),
    ),
    "Mozambique": (
        "Organização|Tipo de organização|Setor|Província|Distrito|Posto Administrativo|Atividade",
        "Ajuda|ONG nacional|Saúde|Sofala|Buzi|Guara|Vacinas",
        ("Ajuda", "", "national_ngo", ""),
        ("Sofala", "", "Buzi", "", "Guara", ""),
    ),
    "Yemen": (
        "المنظمة|القطاع|المحافظة|المديرية|النشاط",
        "الأمل|الصحة|تعز|صالة|تدريب",
        ("الأمل", "", "", ""),
        ("تعز", "", "صالة", "", "", ""),
    ),
}


@pytest.mark.parametrize("country", COUNTRIES)
def test_headings_of_a_country_are_understood(country: str) -> None:
    headings, row, who, areas = COUNTRIES[country]
    record = first(headings, row)
    assert said(record, *WHO) == who
    assert said(record, *AREAS) == areas


@pytest.mark.parametrize("country", COUNTRIES)
def test_no_other_source_takes_such_a_table(country: str) -> None:
    headings, row, _, _ = COUNTRIES[country]
    recognised = recognise(sheet(headings, *[row.replace("a", letter) for letter in "aeiou"]))
    assert recognised.source is not None, recognised.claim.evidence
    assert recognised.source.NAME == "presence"


def test_a_row_of_tags_alone_is_heading_enough_as_in_south_sudan() -> None:
    record = first(
        "#org +name|#org +acronym|#org+type|#sector\t|#adm1 +name|#adm1+code|#adm2+name|#date+start",
        "Nile Hope|NH|NNGO|Protection|Jonglei|SS03|Akobo|2022-03-01",
    )
    assert said(record, *WHO) == ("Nile Hope", "NH", "national_ngo", "")
    assert said(record, "cluster", "area1", "area1_pcode", "area2", "starts_on") == (
        "Protection", "Jonglei", "SS03", "Akobo", "2022-03-01",
    )  # fmt: skip


HEADINGS = "Organisation|Cluster|Province|District"
TAGS = "#org+name|#sector|#adm1+name|#adm2+name"
ROW = "Hope|Health|Ghor|Lal"


@pytest.mark.parametrize(
    ("rows", "number"),
    [
        ((TAGS, ROW), 2),
        ((HEADINGS, TAGS, ROW), 3),
        (("Who?|What?|Where?|", HEADINGS, TAGS, ROW), 4),
        ((TAGS, HEADINGS, ROW), 3),
        ((HEADINGS, TAGS, TAGS, ROW), 4),
        ((HEADINGS, "#org+name||#adm1+name|", ROW), 3),
        ((HEADINGS, ROW), 2),
        (("", "3W of June|||", "", HEADINGS, "", ROW), 6),
    ],
)
def test_tags_may_stand_on_any_of_the_first_rows_and_are_no_record(rows: tuple[str, ...], number: int) -> None:
    reading = take(presence, sheet(*rows))
    (record,) = records(reading)
    assert reading.record_rows == [number] == [record["row"]]
    assert said(record, "organisation", "cluster", "area1", "area2") == ("Hope", "Health", "Ghor", "Lal")


def test_where_tag_and_heading_contradict_the_heading_counts_and_it_is_said() -> None:
    reading = take(
        presence,
        sheet(
            "Organization|Org. Acronym|Sector|State|LGA",
            "#org+acronym|#org+name|#sector|#adm1|#adm2",
            "Relief Borno|RB|WASH|Borno|Bama",
        ),
    )
    assert said(records(reading)[0], "organisation", "acronym") == ("Relief Borno", "RB")
    assert "“Org. Acronym”, “Organization”" in finding(reading, "tag_contradicts_heading").message


# Who implements


def test_the_implementing_organisation_is_the_rows_and_the_one_beside_it_runs_the_programme() -> None:
    record = first(
        "Organisation|Organisation type|Implementing partner|Cluster|Province|District", "UNICEF|UN|Hope|WASH|Ghor|Lal"
    )
    assert said(record, *WHO) == ("Hope", "", "", "UNICEF")


def test_without_an_implementer_the_organisation_implements_itself_and_it_is_said() -> None:
    reading = take(
        presence,
        sheet(
            "Organisation|Organisation type|Implementing partner|Cluster|Province|District", "IRC|INGO||WASH|Ghor|Lal"
        ),
    )
    assert said(records(reading)[0], *WHO) == ("IRC", "", "international_ngo", "")
    assert "one row" in finding(reading, "implements_itself").message


def test_a_row_that_names_only_who_leads_names_no_organisation() -> None:
    record = first(
        "Organización líder|Organización implementadora|Sector|Departamento|Municipio", "ACNUR||Salud|Meta|Acacías"
    )
    assert said(record, "organisation", "programme_organisation") == ("", "ACNUR")


def test_an_unknown_type_word_costs_no_row() -> None:
    reading = take(presence, sheet("Organisation|Org type|Cluster|Province|District", "Hope|Grey zone|WASH|Ghor|Lal"))
    assert said(records(reading)[0], "organisation_type", "type_word") == ("", "Grey zone")
    assert finding(reading, "organisation_type").value == "Grey zone"


# What is no 3W


@pytest.mark.parametrize(
    "rows",
    [
        ("Organisation|Acronym|Type|Cluster|Province", "Hope|H|NNGO|WASH|Ghor"),
        ("Organisation|Cluster|Joined|Province|District", "Hope|WASH|2024-01-01|Ghor|Lal"),
        ("Organisation|Cluster|Name|Signature|Province|District", "Hope|WASH|A|x|Ghor|Lal"),
        ("Organisation|Type|Cluster|Activity", "Hope|NNGO|WASH|Wells"),
        ("Cluster|Province|District|Activity", "WASH|Ghor|Lal|Wells"),
        ("Name|Age|City", "Hope|3|Lal"),
    ],
)
def test_a_table_that_can_be_something_else_is_left_alone(rows: tuple[str, ...]) -> None:
    assert not presence.recognise(sheet(*rows)).accepted


def test_rows_that_repeat_organisation_and_cluster_over_areas_make_a_3w_of_a_plain_list() -> None:
    plain = "Organisation|Type|Cluster|Province"
    assert presence.recognise(sheet(plain, *(f"Hope|NNGO|WASH|Place {n}" for n in range(12)))).accepted
    assert not presence.recognise(sheet(plain, *(f"Hope {n}|NNGO|WASH|Ghor" for n in range(12)))).accepted


# Areas


@pytest.mark.parametrize(
    ("heading", "level", "word", "code"),
    [
        ("ADM1_EN", 1, "", False),
        ("admin1Name", 1, "", False),
        ("admin2_code", 2, "", True),
        ("ADM1_PCODE", 1, "", True),
        ("ADMIN 3", 3, "", False),
        ("PCODE2", 2, "", True),
        ("Código Municipio", 0, "municipio", True),
        ("Code du Département", 0, "departement", True),
        ("Province Name", 0, "province", False),
        ("Departamento/Provincia/Estado", 0, "departamento", False),
        ("P-code", 0, "", True),
    ],
)
def test_area_headings(heading: str, level: int, word: str, code: bool) -> None:
    area = area_heading(heading)
    assert area is not None
    assert (area.level, area.word, area.code) == (level, word, code)


@pytest.mark.parametrize(
    "heading", ["admin_level", "Project code", "provider_admin1_name", "Location code", "Postal code", "Age"]
)
def test_other_headings_are_no_areas(heading: str) -> None:
    assert area_heading(heading) is None


def test_the_same_word_is_another_level_in_another_country() -> None:
    def found(*headings: str) -> dict[str, int]:
        return levels({column: area for column, heading in enumerate(headings) if (area := area_heading(heading))})

    assert found("Department", "Commune") == {"area1": 0, "area2": 1}
    assert found("Region", "Department", "Commune") == {"area1": 0, "area2": 1, "area3": 2}
    assert found("Commune", "P-code") == {"area1": 0, "area1_pcode": 1}
    assert found("Departamento", "Municipio", "Pcode 3", "Parroquia") == {
        "area1": 0, "area2": 1, "area3_pcode": 2, "area3": 3,
    }  # fmt: skip
    assert found("ADMIN 1", "ADMIN 2", "Parish") == {"area1": 0, "area2": 1}


@pytest.mark.parametrize(
    ("tags", "beside", "columns"),
    [
        ("#org|#sector|#adm1+name|#status", "Estatus de la actividad", {"area1": "Meta", "status": "Finalizada"}),
        ("||#adm1|", "Municipio", {"area1": "Meta", "area2": "Finalizada", "status": ""}),
    ],
)
def test_estado_is_a_state_where_the_tag_says_so(tags: str, beside: str, columns: dict[str, str]) -> None:
    record = first(f"Organización|Sector|Estado|{beside}|Actividad", f"{tags}|", "A|Salud|Meta|Finalizada|Salud")
    assert {column: record[column] for column in columns} == columns


def test_estado_is_a_status_where_the_table_has_its_first_level_elsewhere() -> None:
    record = first("Organización|Sector|ADMIN 1|ADMIN 2|Estado", "A|Salud|Meta|Acacías|Finalizada")
    assert said(record, "area1", "status") == ("Meta", "Finalizada")


# Cells


@pytest.mark.parametrize(
    ("month", "year", "day"),
    [
        ("Enero", "2021", "2021-01-01"),
        ("janvier 2022", "", "2022-01-01"),
        ("Jan-22", "", "2022-01-01"),
        ("2025-03", "", "2025-03-01"),
        ("3", "2025", "2025-03-01"),
        ("05. May", "FY 2024", "2024-05-01"),
        ("2022-01-01", "", "2022-01-01"),
        ("", "2024", ""),
        ("March", "", NO_PERIOD),
        ("Jan-Mar 2024", "", NO_PERIOD),
        ("Ramadan", "2024", NO_PERIOD),
    ],
)
def test_months(month: str, year: str, day: str) -> None:
    assert month_start(month, year) == day


def test_numbers_of_people_lose_the_marks_between_thousands_only() -> None:
    assert [plain_number(text) for text in ("1,250", "12 000", "1,5", "n/a", "-", "many", "1250.0")] == [
        "1250", "12000", "1,5", "", "", "many", "1250.0",
    ]  # fmt: skip


def test_text_dates_follow_the_order_the_file_proves() -> None:
    headings = "Organisation|Cluster|Province|District|Start date|Report date"
    reading = take(presence, sheet(headings, "A|WASH|G|L|03/02/2021|01/02/2021", "A|WASH|G|L|25/02/2021|01/03/2021"))
    assert [said(row, "starts_on", "reported_on") for row in records(reading)] == [
        ("2021-02-03", "2021-02-01"),
        ("2021-02-25", "2021-03-01"),
    ]
    assert finding(reading, "date_order").severity == "info"
    assert "no_date" not in rules(reading)


def test_a_country_is_its_code_from_a_code_or_a_name() -> None:
    headings = "Organisation|Cluster|{}|Province|District"
    assert first(headings.format("Country"), "A|WASH|Chad|G|L")["country"] == "TCD"
    assert first(headings.format("Country code"), "A|WASH|HN|G|L")["country"] == "HND"
    assert first(headings.format("Pays"), "A|WASH|Utopie|G|L")["country"] == "Utopie"
