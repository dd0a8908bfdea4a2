# SPDX-License-Identifier: Apache-2.0
"""What SQLite asks of the disk, seen from outside: the very library that ships, through a VFS of our own put before its own.

The driver is one file that holds SQLite, and most builds let its functions be found. `library()` is None where one does not.
"""

import contextlib
import ctypes
import errno
from collections.abc import Callable, Iterator
from ctypes import CFUNCTYPE, POINTER, Structure, byref, c_char_p, c_int, c_int64, c_void_p, cast, string_at
from typing import Any, TypeAlias

import sqlcipher3._sqlite3 as compiled

Asked: TypeAlias = Callable[[str, str, int, bytes], None]
"""Told before each call what is asked ("open", "write", "sync", "truncate", "delete"), of which file, where, with what bytes.
Raises OSError to have it fail."""

_OPEN = CFUNCTYPE(
    c_int, c_void_p, c_void_p, c_void_p, c_int, c_void_p
)  # the name too: SQLite keeps what it points at
_DELETE = CFUNCTYPE(c_int, c_void_p, c_char_p, c_int)
_CLOSE = CFUNCTYPE(c_int, c_void_p)
_WRITE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
_TRUNCATE = CFUNCTYPE(c_int, c_void_p, c_int64)
_SYNC = CFUNCTYPE(c_int, c_void_p, c_int)


class _Methods(Structure):
    _fields_ = [
        ("version", c_int),
        ("close", _CLOSE),
        ("read", c_void_p),
        ("write", _WRITE),
        ("truncate", _TRUNCATE),
        ("sync", _SYNC),
        ("others", c_void_p * 13),
    ]


class _File(Structure):
    _fields_ = [("methods", POINTER(_Methods))]


class _Vfs(Structure):
    _fields_ = [
        ("version", c_int),
        ("file_size", c_int),
        ("longest_path", c_int),
        ("next", c_void_p),
        ("name", c_char_p),
        ("data", c_void_p),
        ("open", _OPEN),
        ("delete", _DELETE),
        ("others", c_void_p * 14),
    ]


_FULL, _CANNOT_OPEN = 13, 14
_CODES = {"write": 778, "sync": 1034, "truncate": 1546, "delete": 2570, "open": _CANNOT_OPEN}
"""SQLite's own codes for each call that fails (SQLITE_IOERR_WRITE and so on)."""

_MAY_BE_DELETED_UNSYNCED = b"unsynced"


def library() -> Any:
    """The SQLite in the driver; None where this build hides its functions."""
    found = ctypes.CDLL(compiled.__file__)
    if not hasattr(found, "sqlite3_vfs_register"):
        return None
    found.sqlite3_vfs_find.restype = POINTER(_Vfs)
    found.sqlite3_vfs_find.argtypes = [c_char_p]
    found.sqlite3_vfs_register.argtypes = [POINTER(_Vfs), c_int]
    found.sqlite3_vfs_unregister.argtypes = [POINTER(_Vfs)]
    return found


@contextlib.contextmanager
def overheard(asked: Asked) -> Iterator[None]:
    """Within it, `asked` hears of every call that changes a file which is opened from now on."""
    sqlite = library()
    if sqlite is None:
        yield
        return
    own = sqlite.sqlite3_vfs_find(None)
    listener = _Listener(own, asked)
    sqlite.sqlite3_vfs_register(byref(listener.vfs), 1)
    try:
        yield
    finally:
        sqlite.sqlite3_vfs_register(own, 1)
        sqlite.sqlite3_vfs_unregister(byref(listener.vfs))
        _outlive.append(listener)


_outlive: list["_Listener"] = []
"""A file that is still open goes on calling its listener: none is ever thrown away."""


class _Listener:
    def __init__(self, own: Any, asked: Asked) -> None:
        self._own = own.contents
        self._asked = asked
        self._paths: dict[int, str] = {}
        self._methods: dict[int, tuple[_Methods, _Methods]] = {}
        self._of_file: dict[int, _Methods] = {}
        self._calls = (_OPEN(self._open), _DELETE(self._delete))
        self._file_calls = (
            _CLOSE(self._close),
            _WRITE(self._write),
            _TRUNCATE(self._truncate),
            _SYNC(self._sync),
        )
        self.vfs = _Vfs()
        ctypes.memmove(byref(self.vfs), byref(self._own), ctypes.sizeof(_Vfs))
        self.vfs.next, self.vfs.name = None, b"overheard"
        self.vfs.open, self.vfs.delete = self._calls

    def _fails(self, what: str, path: str, at: int = 0, content: bytes = b"") -> int:
        """Ask; the code of the failure, or 0."""
        try:
            self._asked(what, path, at, content)
        except OSError as error:
            return _FULL if what == "write" and error.errno == errno.ENOSPC else _CODES[what]
        return 0

    def _open(self, _vfs: int, name: int | None, file: int, flags: int, out: int) -> int:
        path = string_at(name).decode("utf-8", "surrogateescape") if name else ""
        if code := self._fails("open", path):
            cast(file, POINTER(c_void_p))[0] = None  # so that nobody closes what was not opened
            return code
        code = int(self._own.open(ctypes.addressof(self.vfs), name, file, flags, out))
        opened = cast(file, POINTER(_File)).contents
        if code == 0 and opened.methods:
            self._paths[file] = path
            self._of_file[file], ours = self._around(opened.methods)
            opened.methods = ctypes.pointer(ours)
        return code

    def _around(self, methods: Any) -> tuple[_Methods, _Methods]:
        """SQLite's own calls for a file, and ours around them."""
        address = ctypes.addressof(methods.contents)
        if address not in self._methods:
            ours = _Methods()
            ctypes.memmove(byref(ours), methods, ctypes.sizeof(_Methods))
            ours.close, ours.write, ours.truncate, ours.sync = self._file_calls
            self._methods[address] = methods.contents, ours
        return self._methods[address]

    def _delete(self, _vfs: int, name: bytes, synced: int) -> int:
        path = name.decode("utf-8", "surrogateescape")
        code = self._fails("delete", path, 0, b"" if synced else _MAY_BE_DELETED_UNSYNCED)
        return code or int(self._own.delete(ctypes.addressof(self.vfs), name, synced))

    def _close(self, file: int) -> int:
        self._paths.pop(file, None)
        return int(self._of_file.pop(file).close(file))

    def _write(self, file: int, content: int, amount: int, at: int) -> int:
        code = self._fails("write", self._paths[file], at, string_at(content, amount))
        return code or int(self._of_file[file].write(file, content, amount, at))

    def _truncate(self, file: int, size: int) -> int:
        return self._fails("truncate", self._paths[file], size) or int(
            self._of_file[file].truncate(file, size)
        )

    def _sync(self, file: int, flags: int) -> int:
        return self._fails("sync", self._paths[file], flags) or int(self._of_file[file].sync(file, flags))
