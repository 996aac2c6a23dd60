"""When are two spellings the same name? Reduces a name to what identifies it."""

from __future__ import annotations

import re
import unicodedata

FREE_MAIL = {
    "gmail.com", "googlemail.com", "yahoo.com", "yahoo.fr", "ymail.com", "hotmail.com", "hotmail.fr", "outlook.com",
    "outlook.fr", "live.com", "msn.com", "icloud.com", "me.com", "aol.com", "gmx.com", "gmx.net", "mail.com", "mail.ru",
    "yandex.ru", "proton.me", "protonmail.com", "qq.com", "163.com", "zoho.com", "orange.fr", "free.fr", "wanadoo.fr",
}  # fmt: skip
LITTLE_WORDS = {
    "the",
    "and",
    "et",
    "y",
    "of",
    "for",
    "de",
    "des",
    "du",
    "la",
    "le",
    "les",
    "el",
    "los",
    "las",
    "pour",
    "para",
}
PERSON_SEPARATORS = re.compile(r"\s[-–—]\s|[|/@_()\[\]]")


def name_key(name: str) -> str:
    """A name without case, accents, punctuation and spacing: `Médecins du Monde` gives `medecins du monde`."""
    text = unicodedata.normalize("NFKD", name.replace("&", " and ").replace("’", "'"))
    plain = "".join(c for c in text if not unicodedata.combining(c)).casefold()
    return " ".join(re.sub(r"[^\w\s]|_", " ", plain.replace("'", "")).split())


def loose_key(name: str) -> str:
    """As name_key, without articles and little words, so that `Hope for the Children` = `Hope Children`.

    Only ever used to suggest: two real organisations can differ by a little word.
    """
    return " ".join(word for word in name_key(name).split() if word not in LITTLE_WORDS)


def without_acronym(name: str) -> tuple[str, str]:
    """A name and the acronym written beside it: `Hope for Children (HFC)` gives (`Hope for Children`, `HFC`)."""
    if match := re.fullmatch(r"(.+?)\s*[(\[]\s*([^()\[\]]{2,})\s*[)\]]", name):
        return match[1], match[2]
    if match := re.fullmatch(r"(.+?)\s+[-–—]\s+([A-Z0-9][A-Z0-9./&]{1,11})", name):
        return match[1], match[2]
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
