"""What of the server's memory need not be searched for garbage again?

Streamlit searches all of Python's memory after every page. Programs, texts of a language and the parts that charts are made
of are some 170,000 objects that stay as long as the server does: to look through them took longer than to write most pages.
"""

from __future__ import annotations

import gc
from functools import cache


@cache
def set_aside(language: str) -> None:
    """Leave what is there by now out of every later search: once, when the first page in a language has been written.

    What comes later is searched as ever. Whoever reads at that moment may leave a few kilobytes behind, once per language.
    """
    gc.collect()
    gc.freeze()
