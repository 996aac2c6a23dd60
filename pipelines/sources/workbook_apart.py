"""How is a workbook read whose size nobody can tell beforehand (.xls, .xlsb, .ods)? In a process of its own, which may fail.

A few wrong bytes in such a file make the reader ask for more memory than there is, and that ends its process.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from pipelines.sources.workbook_bounds import TooLarge

ROOT = Path(__file__).resolve().parent.parent.parent
MOST_SECONDS = 120
MOST_MEMORY = 2_000_000_000
READ = """
import json, sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]), int(sys.argv[2])))
except ImportError:  # Windows, which bounds a process by itself
    pass
sys.path.insert(0, sys.argv[1])
from pipelines.sources.workbooks import read_tables
try:
    answer = {"tables": read_tables(sys.stdin.buffer.read())}
except MemoryError:
    sys.exit(1)
except BaseException as error:  # the reader's panics are no Exception
    answer = {"failed": f"{type(error).__name__}: {error}"}
sys.stdout.write(json.dumps(answer))
"""


class Damaged(Exception):
    """The reader could make nothing of the workbook; the message is its own."""


def read_apart(data: bytes) -> list[tuple[str, list[list[str]]]]:
    """Each sheet's name and rows. Raises TooLarge where time or memory do not suffice, and Damaged."""
    command = [sys.executable, "-I", "-c", READ, str(ROOT), str(MOST_MEMORY)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=MOST_SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise TooLarge(f"could not be read within {MOST_SECONDS} seconds. {_REMEDY}") from error
    if done.returncode:
        raise TooLarge(f"asks for more than the {MOST_MEMORY / 1e9:.0f} GB of memory allowed, or is damaged. {_REMEDY}")
    answer = json.loads(done.stdout)
    if "failed" in answer:
        raise Damaged(answer["failed"])
    return [(name, rows) for name, rows in answer["tables"]]


_REMEDY = "Open it in a spreadsheet program, save only the sheet that is needed as .xlsx, and put that in its place."
