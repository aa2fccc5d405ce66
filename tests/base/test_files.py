"""Files that are written whole or not at all."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from govstandard.base.files import write_changed, write_whole


def test_a_file_is_replaced_and_nothing_else_is_left(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    write_whole(path, b"one")
    write_whole(path, b"two")
    assert path.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [path]


def test_a_write_that_fails_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    write_whole(path, b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("govstandard.base.files.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_would_not_change_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "a.txt"
    assert write_changed(path, b"one")
    before = path.stat()
    assert not write_changed(path, b"one")
    assert path.stat() == before
    assert write_changed(path, b"two")
    assert path.read_bytes() == b"two"


OVER_AND_OVER = """
import sys
from pathlib import Path
from govstandard.base.files import write_whole
path = Path(sys.argv[1])
print(flush=True)
while True:
    for letter in b"ab":
        write_whole(path, bytes([letter]) * 3_000_000)
"""


def test_a_writer_killed_at_any_moment_leaves_the_old_file_or_the_new_one_whole(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.txt"
    write_whole(path, b"a" * 3_000_000)
    for moment in range(40):
        with subprocess.Popen(
            [sys.executable, "-c", OVER_AND_OVER, str(path)], stdout=subprocess.PIPE
        ) as writer:
            assert writer.stdout
            writer.stdout.readline()
            time.sleep(moment * 0.0007)
            writer.kill()
        found = path.read_bytes()
        assert len(found) == 3_000_000
        assert set(found) in ({ord("a")}, {ord("b")})
