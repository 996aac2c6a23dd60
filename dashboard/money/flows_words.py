"""What are the stops of the money called, and what does its way say?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard import words
from dashboard.figures.picture import Table
from dashboard.languages import N_, _, ngettext
from dashboard.queries import Row

STAGES = (N_("Donors"), N_("Clusters"), N_("First recipient"), N_("Passed on to"), N_("And on again to"))
LOCAL = ("local_ngo", "local_red_cross_red_crescent", "local_state", "local_other")
NOT_KNOWN = ("unclassified", "unknown_recipient", "not_known", "donor_unknown", "no_cluster")
# In the order to show them at each stop, from top to bottom.
KINDS = {
    "local_ngo": N_("Local NGOs"),
    "local_red_cross_red_crescent": N_("Local Red Cross / Red Crescent"),
    "local_state": N_("Local authorities"),
    "local_other": N_("Other local organisations"),
    "state": N_("Authorities, counted apart"),
    "pooled_fund": N_("Pooled fund"),
    "un_agency": N_("UN agencies"),
    "international_ngo": N_("International NGOs"),
    "other_international": N_("Other international organisations"),
    "donor_government": N_("Governments"),
    "donor_private": N_("Private donors"),
    "donor_multilateral": N_("Multilateral donors"),
    "donor_ngo": N_("NGOs as donors"),
    "donor_red_cross_red_crescent": N_("Red Cross / Red Crescent"),
    "donor_pooled_fund": N_("Pooled funds as donors"),
    "donor_unknown": N_("Donor not known"),
    "no_cluster": N_("None of our clusters"),
    "unclassified": N_("Local or not: not known"),
    "unknown_recipient": N_("Final recipient not known"),
    "not_known": N_("Next step not known"),
}
# Shorter in the picture, where two names share the room between two stops.
IN_THE_PICTURE = {
    "local_red_cross_red_crescent": N_("Local Red Cross"),
    "local_other": N_("Others, local"),
    "state": N_("Authorities"),
    "un_agency": N_("UN"),
    "local_ngo": N_("NGOs, local"),
    "international_ngo": N_("NGOs, internat."),
    "other_international": N_("Others"),
    "unclassified": N_("Local or not?"),
    "unknown_recipient": N_("Recipient?"),
    "not_known": N_("Not known"),
}


@dataclass(frozen=True)
class Ends:
    """Where the trail of the money ends, in US dollars. The parts add up to the whole."""

    whole: float
    direct: float
    onward: float
    unplaced: float
    not_on_record: float
    deeper: float  # part of what went onward


def name(node: str, clusters: Mapping[str, str]) -> str:
    """Name a stop; clusters have names of their own."""
    kind = node.partition(":")[2]
    return _(KINDS[kind]) if kind in KINDS else clusters.get(kind, kind)


def short_name(node: str, clusters: Mapping[str, str]) -> str:
    """Name a stop in as few words as the picture has room for."""
    kind = node.partition(":")[2]
    return _(IN_THE_PICTURE[kind]) if kind in IN_THE_PICTURE else name(node, clusters)


def kind_of(node: str) -> str:
    """Say what a stop is: 'local', 'fund', 'unknown' or 'other'."""
    kind = node.partition(":")[2]
    if kind in LOCAL:
        return "local"
    return "unknown" if kind in NOT_KNOWN else "fund" if kind == "pooled_fund" else "other"


def stage(node: str) -> int:
    """Return the place of a stop on the way, from 0 (donors)."""
    return int(node.partition(":")[0])


def nodes(links: Sequence[Row]) -> list[str]:
    """Return the stops in the order to show them: by stage, local first, what is not known last, clusters by their code."""
    order = list(KINDS)
    found = {link[end] for link in links for end in ("source", "target")}
    clusters = order.index("no_cluster")

    def place(node: str) -> tuple[int, int, str]:
        kind = node.partition(":")[2]
        return stage(node), order.index(kind) if kind in KINDS else clusters - 1, kind

    return sorted(found, key=place)


def amounts(links: Sequence[Row]) -> dict[str, float]:
    """Return how much money came to each stop; from donors, how much left."""
    found: dict[str, float] = defaultdict(float)
    for link in links:
        found[link["target"]] += link["amount"]
        if link["stage"] == 1:
            found[link["source"]] += link["amount"]
    return found


def ends(links: Sequence[Row]) -> Ends:
    """Follow the money to where its trail ends."""
    went: dict[tuple[int, str], float] = defaultdict(float)
    for link in links:
        kind = "not_on_record" if link["target"].endswith(":not_known") else kind_of(link["target"])
        went[link["stage"], kind] += link["amount"]
    whole = sum(amount for (at, kind), amount in went.items() if at == 1)
    return Ends(
        whole, went[2, "local"], went[3, "local"] + went[4, "local"],
        sum(went[at, "unknown"] for at in (2, 3, 4)), sum(went[at, "not_on_record"] for at in (3, 4)), went[4, "local"],
    )  # fmt: skip


def reading(links: Sequence[Row], year: str) -> str:
    """Say in words where the money went, and how much is not known."""
    found = ends(links)
    if found.unplaced > found.whole / 2:
        return _unplaced(found, year)
    told = [
        _("**{year}: of {whole}, {direct} ({share}) went to local and national organisations directly, and {onward} through others.**").format(
            year=year, whole=words.money(found.whole), direct=words.money(found.direct),
            share=_share(found.direct, found.whole), onward=words.money(found.onward),
        )
    ]  # fmt: skip
    if found.deeper:
        text = _(
            "Of this, {amount} went through two or more others, which the share “as directly as possible” leaves out."
        )
        told.append(text.format(amount=words.money(found.deeper)))
    if found.not_on_record:
        text = _("For {amount} ({share}) nobody can say if the first or second recipient spent it or passed it on.")
        told.append(
            text.format(amount=words.money(found.not_on_record), share=_share(found.not_on_record, found.whole))
        )
    if found.unplaced:
        text = _("For {amount} it is not known whether the recipient is local.")
        told.append(text.format(amount=words.money(found.unplaced)))
    if found.not_on_record > found.whole / 2:
        told.append(_("What to do: ask those who receive most to list their sub-grants (template sub_grants.xlsx)."))
    return " ".join(told)


def _unplaced(found: Ends, year: str) -> str:
    """Where most cannot be placed, that is the message."""
    text = _("**{year}: for {amount} of {whole} ({share}) it is not known whether the recipient is local.** What to do: add the "
             "largest recipients to a partner list, with type and headquarters country (template partners.xlsx).")  # fmt: skip
    return text.format(
        year=year,
        amount=words.money(found.unplaced),
        whole=words.money(found.whole),
        share=_share(found.unplaced, found.whole),
    )


def table(links: Sequence[Row], clusters: Mapping[str, str]) -> Table:
    """Return one row for each link: what went from where to where."""
    return [
        {
            _("From"): words.plain(name(link["source"], clusters)),
            _("To"): words.plain(name(link["target"], clusters)),
            _("Step"): _(STAGES[link["stage"]]),
            _("Value"): words.money(link["amount"]),
            _("Made of"): _records(link["flows"]),
        }
        for link in links
    ]


def _records(n: int) -> str:
    if not n:
        return _("what is left")
    return ngettext("{n} record", "{n} records", n).format(n=words.count(n))


def _share(part: float, whole: float) -> str:
    return words.number(100 * part / whole if whole else None, "%", 1)
