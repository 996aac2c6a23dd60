"""Which organisation does a spelling surely mean? Only rules measured to be right decide; all else is a suggestion."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipelines.organisations.name_decisions import NO_ORGANISATION
from pipelines.organisations.names import (
    acronym_key,
    decision_key,
    looks_like_acronym,
    mail_domain,
    name_key,
    name_parts,
    spelling_key,
    without_acronym,
)

# Share of matches, in per cent, that a rule must get right to decide without a person. Measured by
# `python -m pipelines.organisations.quality`; no fuzzy rule comes near, so that none of them decides.
CERTAIN = 99.5


@dataclass(frozen=True)
class Match:
    """An organisation and the rule that found it."""

    organisation_id: str
    how: str


@dataclass(frozen=True)
class Names:
    """What identifies one organisation.

    `partner`: a partner list names it, and it stands before those that only a public list names.
    `acronyms_decide`: an acronym alone is enough; not so for the small organisations of a public list,
    as the same letters are somebody else's in the next country.
    """

    organisation_id: str
    name: str
    acronyms: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()
    email_domains: tuple[str, ...] = ()
    other_ids: tuple[str, ...] = ()
    partner: bool = True
    acronyms_decide: bool = True

    @property
    def all_names(self) -> tuple[str, ...]:
        """Its name and its other names."""
        return (self.name, *self.other_names)


class Matcher:
    """Looks names up in a register. A key that two organisations share decides nothing."""

    def __init__(self, register: Iterable[Names], decisions: Mapping[str, str]) -> None:
        entries = list(register)
        former_ids = {id_: entry.organisation_id for entry in entries for id_ in entry.other_ids}
        ids = former_ids | {entry.organisation_id: entry.organisation_id for entry in entries}
        resolved = {name: ids.get(target, target) for name, target in decisions.items()}
        self._decided = {decision_key(name): target for name, target in resolved.items()}
        self._domain_decided = {name[1:].casefold(): to for name, to in resolved.items() if name.startswith("@")}
        self._partners = _Index(entry for entry in entries if entry.partner)
        self._reference = _Index(entry for entry in entries if not entry.partner)

    def match(self, name: str) -> Match | None:
        """The organisation a name surely means: by decision, else in the partner lists, else in public lists."""
        if name.startswith("@"):
            target = self._by_domain(name[1:].casefold())
            return Match(target, "e-mail domain") if target else None
        return self._match(name, (self._partners, self._reference))

    def is_no_organisation(self, name: str) -> bool:
        """Whether a person has decided that this is no organisation that counts."""
        decided = self._domain_decided.get(name[1:].casefold()) if name.startswith("@") else self._decision(name)
        return decided == NO_ORGANISATION

    def match_person(self, display_name: str, email: str) -> Match | None:
        """The partner a meeting guest came from: by e-mail domain, else by what stands beside the name."""
        domain = mail_domain(email)
        if target := self._by_domain(domain):
            return Match(target, "e-mail domain")
        found = {match for part in name_parts(display_name) if (match := self._match_part(part))}
        targets = {match.organisation_id for match in found}
        return Match(targets.pop(), "display name") if len(targets) == 1 else None

    def _match(self, name: str, indexes: tuple[_Index, ...]) -> Match | None:
        if not name_key(name):
            return None
        if target := self._decision(name):
            return None if target == NO_ORGANISATION else Match(target, "decision")
        for index in indexes:
            found, how = index.find(name)
            if found:  # what means two partners is not looked for elsewhere
                return Match(next(iter(found)), how) if len(found) == 1 else None
        return None

    def _match_part(self, part: str) -> Match | None:
        match = self._match(part, (self._partners,))
        # One plain word may be somebody's surname; as an acronym it must be written in capitals throughout.
        if match and match.how == "acronym" and not part.replace("-", "").replace(".", "").isupper():
            return None
        return match

    def _decision(self, name: str) -> str | None:
        return self._decided.get(decision_key(name))

    def _by_domain(self, domain: str) -> str | None:
        while domain.count(".") >= 1:
            if target := self._domain_decided.get(domain):
                return None if target == NO_ORGANISATION else target
            if len(found := self._partners.domains.get(domain, ())) == 1:
                return next(iter(found))
            domain = domain.partition(".")[2]
        return None


Keys = dict[str, set[str]]


class _Index:
    """The keys of one tier of the register, each with every organisation it leads to."""

    def __init__(self, register: Iterable[Names]) -> None:
        self.written: Keys = defaultdict(set)
        self.names: Keys = defaultdict(set)
        self.spellings: Keys = defaultdict(set)
        self.acronyms: Keys = defaultdict(set)
        self.worded: Keys = defaultdict(set)  # acronyms of several words: UN Women
        self.domains: Keys = defaultdict(set)
        for entry in register:
            for name in entry.all_names:
                self._add(self.written, " ".join(name.split()), entry)
                self._add(self.names, name_key(name), entry)
                self._add(self.spellings, spelling_key(name), entry)
            for acronym in entry.acronyms if entry.acronyms_decide else ():
                self._add(self.acronyms, acronym_key(acronym), entry)
                if len(name_key(acronym).split()) > 1:
                    self._add(self.worded, name_key(acronym), entry)
            for domain in entry.email_domains:
                self._add(self.domains, domain, entry)

    @staticmethod
    def _add(keys: Keys, key: str, entry: Names) -> None:
        if key:
            keys[key].add(entry.organisation_id)

    def find(self, name: str) -> tuple[set[str], str]:
        """The organisations the first rule that applies leads to, and that rule."""
        if found := self.written.get(" ".join(name.split())):
            return found, "name as written"
        if found := self.names.get(name_key(name)):
            return found, "name"
        if found := self.spellings.get(spelling_key(name)):
            return found, "name in another spelling"
        if found := self._by_acronym(name):
            return found, "acronym"
        return self._with_acronym(name), "name with acronym"

    def _by_acronym(self, name: str) -> set[str]:
        """The whole of a name is an acronym: one word in capitals, three letters in any case, or just as registered."""
        key = acronym_key(name)
        if looks_like_acronym(name) or (len(name.split()) == 1 and len(key) >= 3):
            return self.acronyms.get(key, set())
        return self.worded.get(name_key(name), set())

    def _with_acronym(self, name: str) -> set[str]:
        """A name with its acronym beside it, in either order: both must mean the same organisation.

        An acronym nobody registered may stand beside a registered name when it is made of its letters;
        `Save the Children (UK)` is left to a person.
        """
        for long, short in (without_acronym(name), without_acronym(name)[::-1]):
            found = self.spellings.get(spelling_key(long)) if short and long else None
            if found and (short_means := self.acronyms.get(acronym_key(short))):
                return found & short_means
            if found and _abbreviates(short, long):
                return found
        return set()


def _abbreviates(short: str, long: str) -> bool:
    """Whether an acronym is made of a name's letters, in their order, from the first on."""
    letters, rest = acronym_key(short), iter(acronym_key(long))
    same_start = acronym_key(long)[:1] == letters[:1]
    return looks_like_acronym(short) and same_start and all(letter in rest for letter in letters)
