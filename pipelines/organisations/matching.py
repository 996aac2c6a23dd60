"""Which organisation does a spelling mean? Only certain rules decide; all else is a suggestion for a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from pipelines.organisations.names import (
    looks_like_acronym,
    loose_key,
    mail_domain,
    name_key,
    name_parts,
    without_acronym,
)

# Below this, a resemblance is not worth a person's time.
WORTH_SUGGESTING = 80.0


@dataclass(frozen=True)
class Match:
    """An organisation and the rule that found it."""

    organisation_id: str
    how: str


@dataclass(frozen=True)
class Suggestion:
    """An organisation a name may mean, how sure (0 to 100), and why."""

    organisation_id: str
    certainty: float
    reason: str


@dataclass(frozen=True)
class Names:
    """What identifies one organisation."""

    organisation_id: str
    name: str
    acronyms: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()
    email_domains: tuple[str, ...] = ()


class Matcher:
    """Looks names up in a register. A key that two organisations share decides nothing."""

    def __init__(self, register: Iterable[Names], decisions: Mapping[str, str]) -> None:
        entries = list(register)
        self._decided = {name_key(name) or name.casefold(): target for name, target in decisions.items()}
        self._domain_decided = {
            name[1:].casefold(): target for name, target in decisions.items() if name.startswith("@")
        }
        self._names = _unique((name_key(name), e.organisation_id) for e in entries for name in (e.name, *e.other_names))
        self._acronyms = _unique((_acronym_key(a), e.organisation_id) for e in entries for a in e.acronyms)
        self._domains = _unique((domain, e.organisation_id) for e in entries for domain in e.email_domains)
        self._loose = [(loose_key(name), e.organisation_id, name) for e in entries for name in (e.name, *e.other_names)]
        self._shared = _shared((_acronym_key(a), e.name) for e in entries for a in e.acronyms)

    def match(self, name: str) -> Match | None:
        """The organisation a name surely means, by decision, name, acronym, or name with acronym beside it."""
        if name.startswith("@"):
            target = self._by_domain(name[1:].casefold())
            return Match(target, "e-mail domain") if target else None
        key = name_key(name)
        if not key:
            return None
        if target := self._decided.get(key):
            return Match(target, "decision")
        if target := self._names.get(key):
            return Match(target, "name")
        if looks_like_acronym(name) and (target := self._acronyms.get(_acronym_key(name))):
            return Match(target, "acronym")
        return self._match_with_acronym(name)

    def _match_with_acronym(self, name: str) -> Match | None:
        long, short = without_acronym(name)
        if not short:
            return None
        by_long, by_short = self._names.get(name_key(long)), self._acronyms.get(_acronym_key(short))
        by_long = by_long or self._names.get(name_key(short))  # `HFC (Hope for Children)`
        by_short = by_short or self._acronyms.get(_acronym_key(long))
        if by_long and (by_short in (None, by_long)):
            return Match(by_long, "name with acronym")
        return None

    def match_person(self, display_name: str, email: str) -> Match | None:
        """The organisation a meeting guest came from: by e-mail domain, else by what stands beside the name."""
        domain = mail_domain(email)
        if target := self._by_domain(domain):
            return Match(target, "e-mail domain")
        found = {match for part in name_parts(display_name) if (match := self._match_part(part))}
        targets = {match.organisation_id for match in found}
        return Match(targets.pop(), "display name") if len(targets) == 1 else None

    def _match_part(self, part: str) -> Match | None:
        match = self.match(part)
        # One plain word may be somebody's surname; as an acronym it must be written in capitals throughout.
        if match and match.how == "acronym" and not part.replace("-", "").replace(".", "").isupper():
            return None
        return match

    def _by_domain(self, domain: str) -> str | None:
        while domain.count(".") >= 1:
            if target := self._domain_decided.get(domain) or self._domains.get(domain):
                return target
            domain = domain.partition(".")[2]
        return None

    def suggest(self, name: str) -> Suggestion | None:
        """The nearest organisation to a name no rule matches, with the reason in words."""
        if names := self._shared.get(_acronym_key(name)):
            return Suggestion("", 0.0, f"“{name}” is the acronym of {' and of '.join(sorted(names))}")
        key = loose_key(without_acronym(name)[0]) or loose_key(name)
        best = process.extractOne(
            key, [loose for loose, _, _ in self._loose], scorer=fuzz.ratio, score_cutoff=WORTH_SUGGESTING
        )
        if not key or best is None:
            return None
        _, score, index = best
        _, organisation_id, registered = self._loose[index]
        reason = "same words apart from little ones" if score == 100 else f"{score:.0f} % of the letters agree"
        return Suggestion(organisation_id, round(score, 1), f"{reason} with “{registered}”")


def _acronym_key(text: str) -> str:
    return "".join(c for c in text if c.isalnum()).casefold()


def _unique(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Keys that lead to exactly one organisation."""
    targets: dict[str, set[str]] = {}
    for key, target in pairs:
        if key:
            targets.setdefault(key, set()).add(target)
    return {key: next(iter(found)) for key, found in targets.items() if len(found) == 1}


def _shared(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """Keys that lead to several organisations, with their names."""
    names: dict[str, set[str]] = {}
    for key, name in pairs:
        names.setdefault(key, set()).add(name)
    return {key: found for key, found in names.items() if key and len(found) > 1}
