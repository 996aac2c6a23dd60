"""Every indicator gives the number that was worked out by hand for a few rows (tests/worked)."""

from __future__ import annotations

import pytest

from tests.worked_examples import CHECKED, Example, evaluate, examples, expected


@pytest.mark.parametrize("example", [pytest.param(example, id=name) for name, example in examples().items()])
def test_what_is_computed_is_what_was_worked_out_by_hand(example: Example) -> None:
    for wanted, computed in expected(example, evaluate(example)):
        for key in CHECKED:
            if key in wanted:
                assert computed[key] == pytest.approx(wanted[key], abs=1e-4), f"{key} of {wanted}"
