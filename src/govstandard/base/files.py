"""Files that are written whole or not at all."""

import os
import time
from contextlib import suppress
from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that at any moment either the old one or the new one is there, complete.

    The bytes go to a temporary file in the same folder, reach the disk, and take the old file's place in one
    step. A run that is killed leaves at most the temporary file behind.

    Raises:
        OSError: The folder is missing, or cannot be written to.
    """
    temporary = path.with_name(
        f".{os.getpid()}.{time.monotonic_ns()}.tmp"
    )  # a long name leaves no room for more
    try:
        with temporary.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    except OSError as error:
        raise type(error)(
            error.errno, error.strerror, str(path)
        ) from None  # by the name that was asked for
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def write_changed(path: Path, data: bytes) -> bool:
    """Write a file as `write_whole` does, unless it holds these bytes already; say whether it was written.

    Folders that are missing are made.
    """
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, data)
    return True
