"""What are the ways called in which a number is broken down, and the groups in each?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dashboard import words
from dashboard.languages import N_, _
from dashboard.queries import Value

WHOLE = "all"
WAYS = {
    "all": N_("All together"),
    "locality": N_("Local or international"),
    "type": N_("Type of organisation"),
    "level": N_("National or sub-national"),
    "area": N_("Area"),
    "step": N_("Step of the programme cycle"),
    "principle": N_("Principle of Partnership"),
    "function": N_("Function of the cluster (CCPM)"),
    "sub_function": N_("Sub-function of the cluster (CCPM)"),
    "reason": N_("Reason"),
    "service": N_("Service"),
    "mode": N_("Form of partnership"),
    "route": N_("Way the money took"),
    "local_kind": N_("Kind of local organisation"),
    "agreement": N_("Kind of agreement"),
    "status": N_("Status of the money"),
    "flow_type": N_("Kind of flow"),
    "definition": N_("Definition of local"),
    "file": N_("File"),
}
GROUPS = {
    "national": N_("National"),
    "sub-national": N_("Sub-national"),
    "assessment": N_("Assessment"),
    "planning": N_("Planning"),
    "resource_mobilisation": N_("Raising money"),
    "implementation": N_("Implementation"),
    "monitoring": N_("Monitoring"),
    "equality": N_("Equality"),
    "transparency": N_("Transparency"),
    "results": N_("Results"),
    "responsibility": N_("Responsibility"),
    "complementarity": N_("Complementarity"),
    "distance": N_("Too far away"),
    "internet": N_("Poor internet"),
    "language": N_("Language"),
    "not_heard": N_("Not heard"),
    "not_useful": N_("Not useful"),
    "time": N_("No time"),
    "access": N_("Access"),
    "contacts": N_("Contacts"),
    "funding_advice": N_("Advice on funding"),
    "information": N_("Information"),
    "joint_assessment": N_("Joint assessments"),
    "supplies": N_("Supplies"),
    "technical_advice": N_("Technical advice"),
    "training": N_("Training"),
    "consortium": N_("Consortium"),
    "coordination": N_("Coordination"),
    "information_sharing": N_("Sharing information"),
    "joint_work": N_("Joint work"),
    "sub_grant": N_("Sub-grant"),
    "reported_grant": N_("Grant on record"),
    "direct": N_("Direct"),
    "one_intermediary": N_("Through one intermediary"),
    "pooled": N_("Through a pooled fund"),
    "deeper": N_("Through more than one intermediary"),
    "local_ngo": N_("Local NGOs"),
    "local_red_cross_red_crescent": N_("Local Red Cross / Red Crescent societies"),
    "local_state": N_("Authorities of this country"),
    "standard": N_("Standard"),
    "pass_through": N_("Passed through"),
    "carryover": N_("Carried over from an earlier year"),
    "parked": N_("Parked"),
}
# In these the code is a name from the files, or a number.
NAMES_OF_THEIR_OWN = ("area", "file")
NUMBERED = ("function", "sub_function")


def way(group_by: str) -> str:
    """Name a way of breaking a number down."""
    return _(WAYS[group_by]) if group_by in WAYS else group_by.replace("_", " ").capitalize()


def group(code: str, group_by: str) -> str:
    """Name a group. A name from the files stays as it is."""
    if group_by in NAMES_OF_THEIR_OWN:
        return code
    if code == WHOLE:
        return way(WHOLE)
    if group_by in NUMBERED:
        return _("Function {number}").format(number=code)
    if group_by == "definition":
        return words.definition(code)
    own = code not in words.GROUPS or group_by in ("route", "principle")
    return _(GROUPS[code]) if own and code in GROUPS else words.group(code, group_by)


def of_value(value: Value) -> str:
    """Name the group of a value."""
    return group(value.group, value.group_by)


def ordered(values: Iterable[Value]) -> list[Value]:
    """Put the groups of one breakdown into their fixed order: never by size, which would be a ranking."""
    codes = [*words.GROUPS, *GROUPS]
    return sorted(values, key=lambda value: _place(value, codes))


def found_in(values: Iterable[Value]) -> list[str]:
    """Return the ways in which these values are broken down, in the order to offer them."""
    present = {value.group_by for value in values}
    return [name for name in WAYS if name in present] + sorted(present - WAYS.keys())


def _place(value: Value, codes: Sequence[str]) -> tuple[int, list[int], str]:
    if value.group_by in NUMBERED:
        return 0, [int(part) for part in value.group.split(".") if part.isdigit()], value.group
    known = value.group in codes and value.group_by not in NAMES_OF_THEIR_OWN
    return (codes.index(value.group) if known else len(codes)), [], of_value(value).casefold()
