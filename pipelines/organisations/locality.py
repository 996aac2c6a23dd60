"""Who is local here? Judged for a pair (organisation, response country), with the evidence."""

from __future__ import annotations

from dataclasses import dataclass

# Their very type makes them international, wherever their headquarters stand.
INTERNATIONAL_TYPES = {
    "international_ngo": "an international NGO", "un_agency": "a UN agency", "icrc_ifrc": "ICRC or IFRC",
    "donor": "a donor", "international_organisation": "an international organisation",
}  # fmt: skip
NOT_A_RESPONDER = {"pooled_fund": "a pooled fund passes money on", "unknown": "the type is not known"}


@dataclass(frozen=True)
class Locality:
    """`local`, `international` or `unclassified`, and why."""

    code: str
    basis: str


def locality(type_: str, hq_country: str | None, affiliated: bool | None, response_country: str | None) -> Locality:
    """Judge by the Grand Bargain's strict definition (methods.md 3.1).

    Local: headquartered in the response country and not affiliated to an international
    organisation; authorities and Red Cross/Red Crescent societies only at home. What the register
    does not say leaves an organisation unclassified; it is never taken as international.
    """
    if type_ in INTERNATIONAL_TYPES:
        return Locality("international", f"it is {INTERNATIONAL_TYPES[type_]}")
    if type_ in NOT_A_RESPONDER:
        return Locality("unclassified", NOT_A_RESPONDER[type_])
    if response_country is None:
        return Locality("unclassified", "the response country is not stated in workspace.toml")
    if hq_country is None:
        return Locality("unclassified", "the register does not say where its headquarters are")
    if hq_country != response_country:
        return Locality("international", f"its headquarters are in {hq_country}, not in {response_country}")
    if affiliated:
        return Locality("international", "it is affiliated to an international organisation")
    if affiliated is None:
        return Locality("local", f"its headquarters are in {hq_country}; no international affiliation is stated")
    return Locality(
        "local", f"its headquarters are in {hq_country} and it is not affiliated to an international organisation"
    )
