"""Which of our fields of a 3W/4W/5W table does an HXL tag name?"""

from __future__ import annotations

from collections.abc import Iterable

from pipelines.sources.hxl_tags import Tag
from pipelines.sources.presence_areas import Area

LANGUAGES = frozenset(("en", "fr", "es", "ar", "pt"))
PLAIN = LANGUAGES | {"name", "text", "label", "total", "list"}


def meaning_of_tag(tag: Tag | None) -> str | Area:
    """The field an HXL tag names, or an empty text where it names none of ours for certain."""
    if tag is None:
        return ""
    attributes = tag.attributes - PLAIN
    if tag.name.startswith("adm") and tag.name[3:].isdigit():
        return _area_tag(int(tag.name[3:]), attributes)
    match tag.name:
        case "org":
            return _organisation_tag(attributes)
        case "sector":
            return {frozenset(): "cluster", frozenset({"code"}): "cluster_code"}.get(
                frozenset(attributes - {"cluster", "sector"}), ""
            )
        case "date":
            return _date_tag(attributes)
        case "country":
            return "country_code" if attributes & {"code", "iso2", "iso3"} else "" if attributes else "country"
        case "subsector" | "activity" | "status" | "targeted" | "reached" | "loc" if not attributes:
            return {"subsector": "sub_cluster", "loc": "place"}.get(tag.name, tag.name)
    return ""


def _area_tag(level: int, attributes: Iterable[str]) -> str | Area:
    rest = set(attributes)
    code = bool(rest & {"code", "pcode"})
    if rest - {"code", "pcode", "v_pcode", "v_ocha"}:
        return ""
    if level == 0:
        return "country_code" if code else "country"
    return Area(level, "", code)


def _organisation_tag(attributes: frozenset[str]) -> str:
    role = {
        frozenset({"impl"}): "implementing",
        frozenset({"prog"}): "programme",
        frozenset({"lead"}): "programme",
        frozenset({"leader"}): "programme",
        frozenset({"funder"}): "donor",
        frozenset({"donor"}): "donor",
        frozenset({"acronym"}): "acronym",
        frozenset({"abbr"}): "acronym",
        frozenset({"type"}): "type",
        frozenset({"impl", "acronym"}): "implementing_acronym",
        frozenset({"impl", "type"}): "implementing_type",
        frozenset({"reporting"}): "organisation",
    }
    return "organisation" if not attributes else role.get(attributes, "")


def _date_tag(attributes: frozenset[str]) -> str:
    for attribute, name in (
        ("start", "starts_on"), ("end", "ends_on"), ("updated", "submitted_on"), ("submitted", "submitted_on"),
        ("year", "year"), ("month", "month"), ("reported", "reported_on"), ("report", "reported_on"),
    ):  # fmt: skip
        if attribute in attributes:
            return name
    return "" if attributes else "reported_on"
