"""When are two spellings the same name? Reduces a name to what identifies it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

FREE_MAIL = {
    "gmail.com", "googlemail.com", "yahoo.com", "yahoo.fr", "ymail.com", "hotmail.com", "hotmail.fr", "outlook.com",
    "outlook.fr", "live.com", "msn.com", "icloud.com", "me.com", "aol.com", "gmx.com", "gmx.net", "mail.com", "mail.ru",
    "yandex.ru", "proton.me", "protonmail.com", "qq.com", "163.com", "zoho.com", "orange.fr", "free.fr", "wanadoo.fr",
}  # fmt: skip
LITTLE_WORDS = {
    "the", "a", "an", "and", "of", "for", "in", "to", "on", "with", "et", "de", "des", "du", "d", "la", "le", "les", "l",
    "au", "aux", "pour", "par", "en", "sur", "avec", "y", "e", "el", "los", "las", "del", "para", "por", "con", "da", "do",
    "das", "dos", "di", "der", "die", "und", "fur",
}  # fmt: skip
# The same word in two spellings: British and American.
SPELLINGS = {
    "organisation": "organization", "organisations": "organizations", "programme": "program", "programmes": "programs",
    "centre": "center", "centres": "centers", "labour": "labor", "defence": "defense", "neighbours": "neighbors",
}  # fmt: skip
LEGAL_FORMS = {
    "ev", "inc", "incorporated", "ltd", "limited", "llc", "plc", "asbl", "aisbl", "vzw", "gmbh", "ggmbh", "onlus",
    "sarl", "srl", "bv",
}  # fmt: skip
PERSON_SEPARATORS = re.compile(r"\s[-–—]\s|[|/@_()\[\]]")
# Marks nobody sees (direction of writing, joiners) and the stretching stroke of Arabic.
UNSEEN = re.compile("[\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@lru_cache(maxsize=65536)  # a build asks for the same names many times over
def name_key(name: str) -> str:
    """A name without case, accents, punctuation and spacing: `Médecins du Monde` gives `medecins du monde`.

    The script stays as it is: a name in Arabic letters is compared with names in Arabic letters.
    """
    text = unicodedata.normalize("NFKD", UNSEEN.sub("", name).replace("&", " and ").replace("’", "'"))
    plain = "".join(c for c in text if not unicodedata.combining(c)).casefold()
    return " ".join(re.sub(r"[^\w\s]|_", " ", plain.replace("'", "")).split())


def decision_key(name: str) -> str:
    """What a decision about a name is found by, however it is written; a name of signs alone counts as it is."""
    return name_key(name) or name.casefold()


@lru_cache(maxsize=65536)
def spelling_key(name: str) -> str:
    """As name_key, with one spelling for British and American words and without legal form and leading article.

    `The Relief Programme Ltd` = `Relief Program`. Measured on a public list of 5,047 recipients: the ten
    pairs of names it makes equal are ten organisations written twice.
    """
    words = [SPELLINGS.get(word, word) for word in re.sub(r"\be v$", "ev", name_key(name)).split()]
    words = words[words[:1] == ["the"] :]
    while len(words) > 1 and words[-1] in LEGAL_FORMS:
        words.pop()
    return " ".join(words)


@lru_cache(maxsize=65536)
def latin_key(name: str) -> str:
    """As name_key, in Latin letters whatever the script: `Надія` gives `nadiya`.

    Letters of another script can be written in several ways, so that this key only ever suggests.
    """
    return name_key(name if name.isascii() else anyascii(unicodedata.normalize("NFC", UNSEEN.sub("", name))))


def loose_key(name: str) -> str:
    """As latin_key, without articles and little words, so that `Hope for the Children` = `Hope Children`.

    Only ever used to suggest: two real organisations can differ by a little word.
    """
    words = latin_key(name).split()
    return " ".join([word for word in words if word not in LITTLE_WORDS] or words)


def initials(name: str) -> set[str]:
    """The acronyms a name may have, with and without its little words: `irc` for International Rescue Committee."""
    return {"".join(word[0] for word in key.split()) for key in (latin_key(name), loose_key(name)) if key}


def acronym_key(text: str) -> str:
    """An acronym without case, points and hyphens: `U.N.` and `UN` are one."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum()).casefold()


def without_acronym(name: str) -> tuple[str, str]:
    """A name and the acronym written beside it: `Hope for Children (HFC)` gives (`Hope for Children`, `HFC`)."""
    if match := re.fullmatch(r"(.+?)\s*[(\[]\s*([^()\[\]]{2,})\s*[)\]]", name):
        return match[1], match[2]
    if match := re.fullmatch(r"(.+?)\s*[|/]\s*([^|/]{2,})", name) or re.fullmatch(
        r"(.+?)(?:\s+[-–—]|:)\s+(.{2,})", name
    ):
        short = min(match[1], match[2], key=len)
        if looks_like_acronym(short):
            return (match[1], match[2]) if short == match[2] else (match[2], match[1])
    return name, ""


def looks_like_acronym(text: str) -> bool:
    """Short, and mostly capitals: `HFC`, `UN-Habitat` is not."""
    letters = [c for c in text if c.isalpha()]
    return 2 <= len(text) <= 12 and len(letters) >= 2 and sum(c.isupper() for c in letters) >= 0.6 * len(letters)


def mail_domain(email: str) -> str:
    """The domain of an address where it can point to an organisation; empty for free mail and for no address."""
    _, at, domain = email.strip().casefold().rpartition("@")
    return domain if at and "." in domain and domain not in FREE_MAIL else ""


def name_parts(display_name: str) -> list[str]:
    """Parts of a meeting display name that may be an organisation: `Ana Ruiz (HFC)` gives `Ana Ruiz`, `HFC`."""
    return [part.strip() for part in PERSON_SEPARATORS.split(display_name) if part.strip()]
