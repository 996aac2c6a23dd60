"""How unequally are money, seats or tasks shared out?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import fsum, isfinite, log

# Below this, what is left of a sum of logarithms that should be zero is rounding, not inequality.
ROUNDING = 1e-12


@dataclass(frozen=True)
class Theil:
    """Theil's T and its two exact parts. All in nats (0 to ln n); shares are of `total`, None when it is 0."""

    total: float
    between: float
    within: float
    between_share: float | None
    within_share: float | None


def gini(amounts: Sequence[float]) -> float | None:
    """Gini coefficient with the small-sample correction n/(n-1): 0 all equal, 1 all to one.

    `amounts`: one an organisation, zero or more, any unit. Organisations that received nothing count:
    leave them in when they could have received. None for fewer than two organisations or nothing to share.
    Source: methods.md 6.6 (S84).
    """
    shares = _shares(amounts)
    n = len(amounts)
    if shares is None or n < 2:
        return None
    # The sum of all differences between pairs, from the sorted shares.
    spread = fsum((2 * rank - n - 1) * share for rank, share in enumerate(sorted(shares), start=1))
    return _unit(spread / (n - 1))


def normalised_hhi(amounts: Sequence[float]) -> float | None:
    """Herfindahl-Hirschman index on a scale where 0 is all equal and 1 is all to one.

    (HHI - 1/n) / (1 - 1/n), `amounts` as for `gini`. None for fewer than two organisations or
    nothing to share. Source: methods.md 6.6.
    """
    shares = _shares(amounts)
    n = len(amounts)
    if shares is None or n < 2:
        return None
    return _unit((fsum(share * share for share in shares) - 1 / n) / (1 - 1 / n))


def theil(amounts: Sequence[float], groups: Sequence[str]) -> Theil | None:
    """Theil's T, split exactly into inequality between the groups and inequality within them.

    `groups` names the group of each amount, in the same order. An organisation that received nothing adds
    0 x ln 0 = 0 but counts in n, so it makes the total larger. None for fewer than two organisations or
    nothing to share. Source: methods.md 6.6.
    """
    if len(groups) != len(amounts):
        raise ValueError(f"{len(amounts)} amounts but {len(groups)} groups")
    shares = _shares(amounts)
    if shares is None or len(amounts) < 2:
        return None
    members: dict[str, list[float]] = defaultdict(list)
    for group, share in zip(groups, shares, strict=True):
        members[group].append(share)
    between = fsum(_term(fsum(own), len(own) / len(shares)) for own in members.values())
    within = fsum(_term(share, fsum(own) / len(own)) for own in members.values() for share in own)
    return _theil(_positive(between), _positive(within))


def lorenz_points(amounts: Sequence[float]) -> tuple[tuple[float, float], ...] | None:
    """The Lorenz curve: (share of organisations, share of the amount they hold), smallest first.

    n + 1 points from (0, 0) to (1, 1). None when there is no organisation or nothing to share.
    """
    shares = _shares(amounts)
    if shares is None:
        return None
    n = len(amounts)
    held = [0.0, *(min(share, 1.0) for share in accumulate(sorted(shares)))]
    held[-1] = 1.0
    return tuple((rank / n, share) for rank, share in enumerate(held))


def dissimilarity(roles: Mapping[str, float], members: Mapping[str, float]) -> float | None:
    """Share of the roles that would have to change type for roles to mirror the membership. 0 to 1.

    Both map a type of organisation to its count; a type missing from one counts 0 there. Half the sum of
    |share in role - share of membership|. None when there are no roles or no members. Source: methods.md 6.6.
    """
    types = sorted({*roles, *members})
    role_shares = _shares([roles.get(name, 0) for name in types])
    member_shares = _shares([members.get(name, 0) for name in types])
    if role_shares is None or member_shares is None:
        return None
    return _unit(fsum(abs(role - member) for role, member in zip(role_shares, member_shares, strict=True)) / 2)


def _shares(amounts: Sequence[float]) -> list[float] | None:
    """Each amount as a share of the total; None when there is nothing to share."""
    if wrong := [amount for amount in amounts if not (isfinite(amount) and amount >= 0)]:
        raise ValueError(f"expected amounts of zero or more, got {wrong[0]}")
    largest = max(amounts, default=0)
    if largest == 0:
        return None
    # Dividing by the largest first keeps the sum finite and exact for amounts of any size.
    total = fsum(amount / largest for amount in amounts)
    return [amount / largest / total for amount in amounts]


def _term(share: float, expected: float) -> float:
    """One term of Theil's T: what a share adds when equality would have given it `expected`."""
    return share * log(share / expected) if share > 0 else 0.0


def _theil(between: float, within: float) -> Theil:
    total = between + within
    if total == 0:
        return Theil(0.0, 0.0, 0.0, None, None)
    return Theil(total, between, within, between / total, within / total)


def _positive(part: float) -> float:
    return part if part > ROUNDING else 0.0


def _unit(index: float) -> float:
    """An index that rounding pushed just outside 0 to 1, put back."""
    return min(max(index, 0.0), 1.0)
