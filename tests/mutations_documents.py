"""How do JSON documents go wrong on their way to us?"""

from __future__ import annotations

import copy
import json
import random
import re
from typing import Any

from tests.mutations import HUGE, Broken

ODD_VALUES: tuple[Any, ...] = (
    None,
    "",
    0,
    -1,
    1e308,
    True,
    [],
    {},
    [None],
    {"a": []},
    "31/02/2025",
    HUGE,
    "\u200f",
    10**30,
    "\ud800",
    "\x00\x1b",
    float("nan"),
    float("inf"),
    "=1+1",
    [[[[{"a": [1]}]]]],
)
# What only raw text can say: numbers beyond any size, brackets without end, a key twice.
RAW = (
    "1e400",
    "-0",
    "9" * 5_000,
    "NaN",
    "[" * 90 + "]" * 90,
    "[" * 500 + "]" * 500,
    "[" * 100_000 + "]" * 100_000,
    '"\\ud83d"',
    '{"id": 1, "id": 2}',
    '"' + "(" * 200_000 + '"',
    "[" + "{}," * 20_000 + "{}]",
    "",
)


def odd_document(choice: random.Random, document: Any) -> Broken:
    """A JSON document with a few values replaced or left out, in some encoding, or cut short."""
    changed = json.loads(json.dumps(document))
    for _ in range(choice.choice((1, 1, 3, 10))):
        _change_somewhere(choice, changed)
    text = json.dumps(changed, ensure_ascii=choice.random() < 0.5)
    if choice.random() < 0.2:
        values = list(re.finditer(r"(?<=: )(\d+|\"[^\"]*\"|null|true|false)", text))
        if values:
            at = choice.choice(values)
            text = text[: at.start()] + choice.choice(RAW) + text[at.end() :]
    data = text.encode(choice.choice(("utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16")), "surrogatepass")
    if choice.random() < 0.1:
        data = data[: choice.randint(0, len(data))]
    return data, choice.choice((".json", ".json", ".csv", ".txt"))


def _change_somewhere(choice: random.Random, node: Any) -> None:
    while isinstance(node, dict | list) and node:
        key = choice.choice(list(node)) if isinstance(node, dict) else choice.randrange(len(node))
        if choice.random() < 0.3 or not isinstance(node[key], dict | list):
            if choice.random() < 0.3:
                del node[key]
            else:
                node[key] = copy.deepcopy(choice.choice(ODD_VALUES))
            return
        node = node[key]
