"""Which rows of the lists speak of the same organisation?"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

from anyascii import anyascii

from pipelines.organisations.names import decision_key, name_key
from pipelines.organisations.register_rows import RegisterRow
from pipelines.workspace import slug

Group = list[RegisterRow]
Decided = Mapping[str, str]  # decision_key of a name → organisation id
# Their acronyms mean the same organisation all over the world.
WORLDWIDE = {"un_agency", "icrc_ifrc"}


def group_rows(rows: Sequence[RegisterRow], decided: Decided) -> list[Group]:
    """The organisations as groups of rows.

    Rows of partner lists belong together when they share an id, a name (in any language), or an other name; and when
    one calls the name of the other a former name of its own, if nobody else does. Acronyms prove nothing. A name that a
    person has decided belongs where the decision says, whatever it shares with others.

    A row of a public list joins the one partner it surely is: by FTS id, or by a full name written the same. A name
    that is an acronym counts for UN agencies, ICRC and IFRC alone. Other rows of public lists stay by themselves.
    """
    partners = _partner_groups([row for row in rows if row.partner], decided)
    public = _linked([row for row in rows if not row.partner], lambda row: _public_keys(row, decided))
    return _join_public(partners, public, decided)


@lru_cache(maxsize=65536)  # asked for the same names many times over
def derived_id(name: str) -> str:
    """The id of an organisation that no list gives one: its name in small Latin letters.

    Other scripts lose letters on the way, so that their ids end in a digest that keeps two names apart.
    """
    plain = slug(anyascii(name))
    foreign = any(c.isalpha() and not unicodedata.name(c, "").startswith("LATIN") for c in name)
    return f"{plain}-{hashlib.sha256(name_key(name).encode()).hexdigest()[:6]}" if foreign else plain


def id_of(row: RegisterRow) -> str:
    """The id a row gives its organisation, or the one its name gives."""
    return row.organisation_id or derived_id(row.name)


def own_former_names(groups: Iterable[Group]) -> list[list[str]]:
    """For each group the former names that no other group claims, the oldest first as written."""
    listed = list(groups)
    claims: dict[str, set[int]] = defaultdict(set)
    for index, group in enumerate(listed):
        for row in group:
            for name in row.former_names:
                claims[name_key(name)].add(index)
    lists = [sorted((row.former_names for row in group), key=lambda names: (-len(names), names)) for group in listed]
    return [
        list(dict.fromkeys(name for names in found for name in names if len(claims[name_key(name)]) == 1))
        for found in lists
    ]


def _partner_groups(rows: Sequence[RegisterRow], decided: Decided) -> list[Group]:
    groups = _linked(rows, lambda row: _partner_keys(row, decided))
    at = {id(row): index for index, group in enumerate(groups) for row in group}
    renamed: dict[str, int] = {}
    for index, names in enumerate(own_former_names(groups)):
        renamed |= {name_key(name): index for name in names if decision_key(name) not in decided}

    def with_former(row: RegisterRow) -> list[str]:
        own = at[id(row)]
        return [f"group {own}", f"group {renamed.get(name_key(row.name), own)}"]

    undecided = [row for row in rows if decision_key(row.name) not in decided]
    if not any(renamed.get(name_key(row.name), at[id(row)]) != at[id(row)] for row in undecided):
        return groups
    return _linked(rows, lambda row: with_former(row) if row in undecided else [f"group {at[id(row)]}"])


def _partner_keys(row: RegisterRow, decided: Decided) -> list[str]:
    others = [_key(name) for name in row.current_names[1:] if decision_key(name) not in decided]
    if target := decided.get(decision_key(row.name)):
        return [f"id {target}", *others]
    return [f"id {id_of(row)}", _key(row.name), *others]


def _public_keys(row: RegisterRow, decided: Decided) -> list[str]:
    fts = [f"fts {fts_id}" for fts_id in row.fts_ids]
    target = decided.get(decision_key(row.name))
    return [f"id {target}", *fts] if target else [f"id {id_of(row)}", _key(row.name), *fts]


def _join_public(partners: list[Group], public: list[Group], decided: Decided) -> list[Group]:
    """Public groups joined to the one partner each surely is; the others after the partners."""
    owners: dict[str, set[int]] = defaultdict(set)
    for index, group in enumerate(partners):
        for row in group:
            target = decided.get(decision_key(row.name))
            for key in (*_sure_keys(row, decided), f"id {target or id_of(row)}", f"decided {target}"):
                owners[key].add(index)
    joined, alone = [list(group) for group in partners], []
    for group in public:
        keys = [key for row in group for key in (*_sure_keys(row, decided), _own_key(row, decided))]
        certain: set[int] = set().union(*(owners[key] for key in keys if key in owners))
        if len(certain) == 1:
            joined[certain.pop()] += group
        else:
            alone.append(group)
    return [*joined, *alone]


def _own_key(row: RegisterRow, decided: Decided) -> str:
    """What joins a public row to a partner by decision: its own name was decided, or a partner's name to be it."""
    target = decided.get(decision_key(row.name))
    return f"id {target}" if target else f"decided {id_of(row)}"


def _sure_keys(row: RegisterRow, decided: Decided) -> list[str]:
    if decision_key(row.name) in decided:
        return []
    names = [_key(name) for name in row.full_names if decision_key(name) not in decided]
    if row.attributes["type"] in WORLDWIDE:
        short = {name for name in (*row.current_names, row.acronym) if name} - set(row.full_names)
        names += [f"{row.attributes['type']} {name_key(name)}" for name in sorted(short)]
    return [*names, *(f"fts {fts_id}" for fts_id in row.fts_ids)]


def _key(name: str) -> str:
    return f"name {name_key(name) or name}"


def _linked(rows: Sequence[RegisterRow], keys: Callable[[RegisterRow], list[str]]) -> list[Group]:
    """Groups of rows that a chain of shared keys connects."""
    leader: dict[str, str] = {}

    def find(key: str) -> str:
        leader.setdefault(key, key)
        while leader[key] != key:
            leader[key] = leader[leader[key]]
            key = leader[key]
        return key

    for row in rows:
        first, *others = (find(key) for key in keys(row))
        for other in others:
            leader[find(other)] = find(first)
    groups: dict[str, Group] = defaultdict(list)
    for row in rows:
        groups[find(keys(row)[0])].append(row)
    return list(groups.values())
