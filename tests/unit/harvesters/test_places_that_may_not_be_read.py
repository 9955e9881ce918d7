"""A folder or file without the right to read it never looks like an empty list."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from harvesters.errors import AbortJobError
from harvesters.model import Source
from harvesters.preview import NAME, preview

_NOBODY = 65534


@contextmanager
def somebody() -> Iterator[None]:
    """An account that rights bind: root becomes another for a while."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(_NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@pytest.fixture
def agency() -> Iterator[Path]:
    """An agency's folder that everybody may read, with a file and a folder of one more."""
    folder = Path(tempfile.mkdtemp(prefix="govinnov-test-"))
    folder.chmod(0o755)
    (folder / "수질").mkdir()
    for name in ("공원.csv", "수질/하천.csv"):
        (folder / name).write_text("번호,값\n1,2\n", encoding="utf-8")
    yield folder
    for place in (folder, folder / "수질", folder / "공원.csv"):
        place.chmod(0o700)
    shutil.rmtree(folder)


def test_a_folder_in_a_folder_that_may_not_be_read_breaks_the_list_off(agency: Path) -> None:
    (agency / "수질").chmod(0)
    with somebody():
        shown = preview(Source(NAME, "files", str(agency)))
    [error] = shown.errors
    assert shown.broken and error.code == "no-access"
    assert str(agency / "수질") in error.message_ko and str(agency / "수질") in error.message_en


def test_a_folder_that_may_not_be_entered_is_no_empty_source(agency: Path) -> None:
    agency.chmod(0)
    for place in (agency, agency / "수질", agency / "공원.csv"):
        with somebody():
            try:
                broken = preview(Source(NAME, "", str(place))).broken
            except AbortJobError as error:
                broken = error.code == "no-access"
        assert broken, place


def test_a_file_that_may_not_be_read_fails_alone_and_stays_on_the_list(agency: Path) -> None:
    (agency / "공원.csv").chmod(0)
    with somebody():
        shown = preview(Source(NAME, "files", str(agency)))
    assert [record["title"] for record in shown.records] == ["하천"] and not shown.broken
    assert [(error.code, error.record) for error in shown.errors] == [("file-no-access", "공원.csv")]


def test_a_disks_own_closed_folder_is_left_out(agency: Path) -> None:
    (agency / "lost+found").mkdir(mode=0o700)
    with somebody():
        assert len(preview(Source(NAME, "files", str(agency))).records) == 2
