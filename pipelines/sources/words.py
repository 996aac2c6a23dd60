"""Which of our codes does this cell word mean? Answers, levels and states of a meeting in three languages."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipelines.sources.headings import vocabulary
from pipelines.sources.reading import heading_key

ANSWER = vocabulary(
    yes="yes|y|oui|si|s|true|vrai|verdadero|1|sim|ja|نعم",
    no="no|n|non|false|faux|falso|0|não|nein|لا",
)
MEMBERSHIP_LEVEL = vocabulary(
    full="full|full member|member|active|active member|voting member|membre|membre actif|membre à part entière|"
    "actif|miembro|miembro pleno|miembro activo|pleno|activo|عضو|عضو كامل|عضو كامل العضوية",
    observer="observer|light|light member|observing member|associate|associate member|observateur|membre observateur|"
    "membre associé|observador|miembro observador|miembro asociado|مراقب|عضو مراقب",
)
MEETING_LEVEL = vocabulary(
    **{
        "national": "national|national level|nat|country|capital|nationale|niveau national|nacional|nivel nacional",
        "sub-national": "sub-national|sub-national level|regional|region|field hub|field|hub|area|local|provincial|"
        "district|infranational|sous-national|sous-nationale|niveau sous-national|régional|régionale|locale|terrain|"
        "subnacional|nivel subnacional|provincia|zonal",
    }
)
MEETING_STATUS = vocabulary(
    held="held|done|yes|completed|complete|took place|happened|tenue|tenu|réalisée|effectuée|oui|realizada|celebrada|hecha|si",
    cancelled="cancelled|canceled|postponed|not held|no|annulée|annulé|reportée|reporté|cancelada|aplazada|pospuesta|suspendida",
    planned="planned|scheduled|upcoming|tentative|prévue|prévu|planifiée|planifié|programada|prevista|planificada",
)


def code(word: str, words: Mapping[str, frozenset[str]]) -> str:
    """Our code for a cell's word; the word as found where it is not known, so that a contract can report it."""
    key = heading_key(word)
    return next((name for name, keys in words.items() if key in keys), word)


def answer(word: str) -> str:
    """Yes or no from an answer in three languages or a tick; anything else as found."""
    return "yes" if word in {"✓", "✔", "☑", "√", "x", "X"} else code(word, ANSWER)


def several(text: str) -> list[str]:
    """The entries of a cell that lists several, apart at `;`, `|` and line breaks: names hold commas."""
    return [part.strip() for part in re.split(r"[;|\n\r]+", text) if part.strip()]
