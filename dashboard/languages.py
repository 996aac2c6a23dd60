"""Which language a reader reads, and every text of ours in it.

Texts are written in English in the code, inside `_()`; one that is chosen later, from a table of constants, is marked with
`N_()` where it stands and goes through `_()` where it is shown. The translations are gettext catalogues in `locales/`.
Texts that the build brings (titles of indicators, reasons) go through `_()` and `told()` as well.
"""

from __future__ import annotations

import gettext
import re
import threading
from functools import cache, lru_cache, reduce
from io import BytesIO
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

import streamlit as st
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from streamlit.runtime.scriptrunner import get_script_run_ctx

LOCALES = Path(__file__).parent / "locales"
DOMAIN, BUILD = "dashboard", "build"
ENGLISH = "en"
# Each in its own words: whoever looks for a language reads that one.
LANGUAGES = {ENGLISH: "English", "fr": "Français", "es": "Español", "ar": "العربية"}
RIGHT_TO_LEFT = ("ar",)
QUOTES = {"fr": ("«\u00a0", "\u00a0»"), "es": ("«", "»"), "ar": ("«", "»")}
CHOSEN = "language"
LEAST_SAID, LEAST_BEFORE = 6, 3  # letters between the places, or before the first, of a text that is to be recognised
END = re.compile(r"(?<=[.?!]) (?=[A-Z“])")  # where another sentence begins
PLACE, COUNT = re.compile(r"\{[a-z_]+\}"), "{count}"


def current() -> str:
    """Return the language of the reader whose page is being written; English where no page is."""
    reader = threading.current_thread()  # a page is written by one thread, and asks some thousand times
    if (known := getattr(reader, CHOSEN, None)) is None:
        if get_script_run_ctx(suppress_warning=True) is None:
            return ENGLISH
        known = str(st.session_state.get(CHOSEN, ENGLISH))
        setattr(reader, CHOSEN, known)
    return known


def settle() -> None:
    """Take the language of the link, else the one chosen before, else the browser's; before anything is written."""
    asked = st.query_params.get("lang")
    kept = st.session_state.get(CHOSEN)
    st.session_state[CHOSEN] = next((code for code in (asked, kept) if code in LANGUAGES), of_the_browser())
    setattr(threading.current_thread(), CHOSEN, st.session_state[CHOSEN])


def of_the_browser() -> str:
    """Return the first language for a reader who has not chosen: the browser's own, or English."""
    wanted = str(st.context.locale or "").replace("_", "-").split("-")[0].lower()
    return wanted if wanted in LANGUAGES else ENGLISH


def right_to_left() -> bool:
    """Whether the reader's language is written from right to left."""
    return current() in RIGHT_TO_LEFT


def _(text: str) -> str:
    """Return a text in the reader's language."""
    return catalogue(current()).gettext(text) if text else ""


def ngettext(one: str, many: str, number: float) -> str:
    """Return the form of a text that goes with a number; languages have up to six."""
    return catalogue(current()).ngettext(one, many, int(number))


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for it
    """Mark a text that is translated where it is shown."""
    return text


def NN_(one: str, many: str) -> tuple[str, str]:  # noqa: N802 - as N_, with the plural
    """Mark a text and its plural, whose form is chosen with `ngettext` where they are shown."""
    return one, many


def told(text: str) -> str:
    """Return a sentence of a build, in which numbers and names stand already, in the reader's language."""
    return quoted(_told(current(), text)) if text else ""


def quoted(text: str) -> str:
    """Write quotation marks as the reader's language does; what a build found in a file stands between English ones."""
    opening, closing = QUOTES.get(current(), ("“", "”"))
    return text.replace("“", opening).replace("”", closing)


def _told(language: str, text: str) -> str:
    return _translated(language, text)[0]


@lru_cache(maxsize=5000)
def _translated(language: str, text: str) -> tuple[str, bool]:
    """Return the translation, or else what comes nearest to it; and whether it surely is one."""
    exact = catalogue(language).gettext(text)
    if exact != text or language == ENGLISH:
        return exact, True
    found, surely = _by_template(language, text)
    if surely:
        return found, True
    whole = _in_parts(language, text) or _by_sentence(language, text)
    return whole or found or text, bool(whole)


def _by_template(language: str, text: str) -> tuple[str, bool]:
    """Translate by the first template that fits, and say whether it surely is the right one.

    One that takes a whole sentence, or a part of one, for a value, and cannot translate it, may fit by chance; but what stands
    between quotation marks may be anything.
    """
    doubtful = ""
    for template in _templates(language):
        if template.least in text and (found := template.pattern.fullmatch(text)):
            values = {name: value or "" for name, value in found.groupdict().items()}
            known = {name: _translated(language, value) if value else ("", True) for name, value in values.items()}
            said = template.target.format(
                **{name: _set_apart(language, values[name], known[name][0]) for name in values}
            )
            open_ = values.keys() - template.quoted
            if all(known[name][1] or not NEXT.search(QUOTED.sub("", values[name])) for name in open_):
                return said, True
            doubtful = doubtful or said
    return doubtful, False


def _set_apart(language: str, value: str, translated: str) -> str:
    """Keep the direction of a name that stays as it is, within writing that runs the other way."""
    return isolated(value) if value == translated and language in RIGHT_TO_LEFT else translated


def isolated(text: str) -> str:
    """Put signs around a text in Latin letters, so that it keeps its own direction and changes no other's."""
    return f"{ISOLATED}{text}{GIVEN_BACK}" if LATIN.search(text) and not ARABIC.search(text) else text


def _in_parts(language: str, text: str) -> str:
    """Translate sentences that are joined by a word, where each of them is known; empty where they are not."""
    for word, template in JOINTS.items():
        if said := _each(language, text.split(word)):
            joined = catalogue(language).gettext(template)
            return reduce(lambda first, second: joined.format(this=first, that=second), said)
    return ""


def _by_sentence(language: str, text: str) -> str:
    """Translate one sentence after the other, where each of them is known; empty where they are not."""
    return " ".join(_each(language, END.split(text)))


def _each(language: str, parts: list[str]) -> list[str]:
    """Translate several parts; nothing where there is only one, or one is not known."""
    said = [_translated(language, part) for part in parts] if len(parts) > 1 else []
    return [words for words, _surely in said] if all(surely for _words, surely in said) else []


class Template(NamedTuple):
    """A text of a build with places for values: a piece it must hold, its pattern, its translation, and the places in quotes."""

    least: str
    pattern: re.Pattern[str]
    target: str
    quoted: frozenset[str]


@cache
def _templates(language: str) -> list[Template]:
    """The texts of a build with places for values, those that say most first."""
    told_of = [*_messages(language, BUILD), *(m for m in _messages(language, DOMAIN) if m.id in PUT_TOGETHER)]
    texts = ((str(m.id), str(m.string)) for m in told_of if m.string and PLACE.search(str(m.id)))
    found = [
        Template(_longest(source), _pattern(source), target, frozenset(IN_QUOTES.findall(source)))
        for source, target in texts
        if _recognisable(source)
    ]
    return sorted(found, key=lambda template: -len(PLACE.sub("", template.pattern.pattern)))


def _recognisable(source: str) -> bool:
    """Whether a text says enough of its own beside its places: "{a} to {b}" would fit too much, "{count} rows" a number only."""
    return PLACE.findall(source) == [COUNT] or _says_enough(source)


def _says_enough(source: str) -> bool:
    return len(_longest(source).strip()) >= LEAST_SAID or len(PLACE.split(source)[0].strip()) >= LEAST_BEFORE


def _longest(source: str) -> str:
    return max(PLACE.split(source), key=len)


def _pattern(source: str) -> re.Pattern[str]:
    """A pattern that finds the values again; a name that stands twice stands for the same value.

    What may follow a closing quotation mark at the very end is often nothing.
    """
    seen: set[str] = set()
    written, anything = "", ".+?" if _says_enough(source) else "[0-9,.]+"
    for piece, name in zip_longest(PLACE.split(source), PLACE.findall(source), fillvalue=""):
        written += re.escape(piece)
        if name:
            key = name[1:-1]
            written += f"(?P={key})" if key in seen else f"(?P<{key}>{anything})"
            seen.add(key)
    return re.compile(MAY_BE_NOTHING.sub(r"\1*?)", written), re.DOTALL)


MAY_BE_NOTHING = re.compile(r"(?<=”)(\(\?P<\w+>\.)\+\?\)$")
# Sentences that a build puts together from pieces: here whole, so that they can be recognised.
PUT_TOGETHER = (
    N_("{column} reads “{found}”. Expected {expected}."),
    N_("none of {n} flows changed"),
    N_("{up} of {all} flows went up, {down} went down"),
)
# How the sentences of a build are joined, and where one or a part of one begins.
JOINTS = {
    "; or ": N_("{this}, or {that}"),
    "; ": N_("{this}; {that}"),
    " and ": N_("{this} and {that}"),
    " or ": N_("{this} or {that}"),
}
NEXT, QUOTED = re.compile("|".join((END.pattern, *JOINTS))), re.compile("“[^”]*”")
IN_QUOTES = re.compile("“{([a-z_]+)}”")
LATIN, ARABIC = re.compile(r"[A-Za-z]|\d\D+\d"), re.compile(r"[\u0600-\u06ff]")
ISOLATED, GIVEN_BACK = "\u2068", "\u2069"


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """Return a language's texts, of the pages and of a build; those that are missing stay in English."""
    compiled = BytesIO()
    both = Catalog(locale=language, charset="utf-8")
    for message in (*_messages(language, DOMAIN), *_messages(language, BUILD)):  # the first to say it is kept
        both.add(message.id, message.string)
    write_mo(compiled, both)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


@cache
def _messages(language: str, domain: str) -> list[Message]:
    file = LOCALES / language / "LC_MESSAGES" / f"{domain}.po"
    if not file.is_file():
        return []
    with file.open("rb") as texts:
        return [message for message in read_po(texts, locale=language) if message.id]
