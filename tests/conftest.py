"""Fixtures shared by all tests."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest
from hypothesis import settings

from pipelines.pointer import read_pointer

settings.register_profile("thorough", max_examples=1000)
ROOT = Path(__file__).resolve().parent.parent
DEMO = ROOT / "data" / "demo"


def pytest_xdist_auto_num_workers() -> int:
    """One worker more than there are processors: the browser tests wait more than they work."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(scope="session")
def real() -> Path:
    """The folder of real files published by others; tests that need it skip where it is absent."""
    folder = ROOT.parent / "shared" / "real"
    if not folder.is_dir():
        pytest.skip("../shared/real is absent")
    return folder


@contextmanager
def shared_build(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Path]:
    """The folder for a build of the demo that all workers read; the others wait until this block is left."""
    mine = tmp_path_factory.getbasetemp()
    folder = (mine if worker_id == "master" else mine.parent) / "demo-build"
    folder.mkdir(exist_ok=True)
    with (folder / "one-at-a-time").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A build folder with the demo workspace built into it, once for all tests and all workers."""
    from pipelines.build import build
    from pipelines.workspace import open_workspace

    with pytest.MonkeyPatch.context() as patch, shared_build(tmp_path_factory, worker_id) as folder:
        patch.setenv("PARTNERSHIP_BUILD_DIR", str(folder))
        build(open_workspace(DEMO))  # what is built already is not built again
    return folder


@pytest.fixture(scope="module")
def con(demo_folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The demo's build, open for reading."""
    found = read_pointer(demo_folder)
    assert found is not None
    with duckdb.connect(str(demo_folder / found.file), read_only=True) as connection:
        yield connection


@pytest.fixture
def demo_build(demo_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The demo's build folder, as the dashboard and the command line find it."""
    monkeypatch.setenv("PARTNERSHIP_WORKSPACE", str(DEMO))
    monkeypatch.setenv("PARTNERSHIP_BUILD_DIR", str(demo_folder))
    return demo_folder
