# SPDX-License-Identifier: Apache-2.0
"""Servers on this computer alone, for tests of shares at an address: SFTP, WebDAV, and a store that speaks like S3.

Each serves a folder, lets in one person with one password, and ends with the test run.
"""

import asyncio
import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

USER, PASSWORD = "ann", "open sesame"
BUCKET = "office"


class _Door:
    """Who may come in by SSH."""

    open: ClassVar[set[Any]]

    def connection_made(self, connection: Any) -> None:
        self.open.add(connection)

    def connection_lost(self, error: Exception | None) -> None: ...

    def begin_auth(self, username: str) -> bool:
        return True

    def password_auth_supported(self) -> bool:
        return True

    def validate_password(self, username: str, password: str) -> bool:
        return (username, password) == (USER, PASSWORD)


@contextmanager
def sftp_server(folder: Path) -> Iterator[tuple[int, str]]:
    """Its port, and its key as a line of known hosts."""
    import asyncssh

    class Server(_Door, asyncssh.SSHServer):
        open: ClassVar[set[Any]] = set()

    class Inside(asyncssh.SFTPServer):
        def __init__(self, channel: Any) -> None:
            super().__init__(channel, chroot=str(folder).encode())

        def rename(self, oldpath: bytes, newpath: bytes) -> None:
            """As the usual server does it: never onto a name that is there."""
            if Path(self.map_path(newpath).decode()).exists():
                raise asyncssh.SFTPFailure("File exists")
            super().rename(oldpath, newpath)

    key = asyncssh.generate_private_key("ssh-ed25519")
    loop = asyncio.new_event_loop()

    async def start() -> Any:
        return await asyncssh.listen(
            "127.0.0.1", 0, server_factory=Server, server_host_keys=[key], sftp_factory=Inside
        )

    async def stop(listener: Any) -> None:
        listener.close()
        for connection in Server.open:
            connection.abort()
            await connection.wait_closed()
        await listener.wait_closed()
        turned = loop.create_future()
        loop.call_soon(turned.set_result, None)
        await turned  # what was closed a moment ago is let go in the next turn of the loop

    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    listener = asyncio.run_coroutine_threadsafe(start(), loop).result(20)
    port = listener.get_port()
    try:
        yield port, f"[127.0.0.1]:{port} {key.export_public_key().decode().strip()}\n"
    finally:
        asyncio.run_coroutine_threadsafe(stop(listener), loop).result(20)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


@contextmanager
def webdav_server(folder: Path) -> Iterator[int]:
    """Its port."""
    from cheroot.wsgi import Server
    from wsgidav.wsgidav_app import WsgiDAVApp

    app = WsgiDAVApp(
        {
            "provider_mapping": {"/": str(folder)},
            "simple_dc": {"user_mapping": {"*": {USER: {"password": PASSWORD}}}},
            "logging": {"enable": False},
            "verbose": 0,
        }
    )
    server = Server(("127.0.0.1", 0), app, numthreads=4, timeout=10, shutdown_timeout=1)
    server.prepare()
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        yield server.bind_addr[1]
    finally:
        server.stop()
        thread.join()


@contextmanager
def s3_server(*, knows_conditions: bool = True) -> Iterator[int]:
    """Its port. It holds one bucket, in memory; without `knows_conditions` it refuses them, as some do."""
    objects: dict[str, bytes] = {}
    lock = threading.Lock()

    class Handler(_S3):
        pass

    Handler.objects, Handler.lock, Handler.knows_conditions = objects, lock, knows_conditions
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _S3(BaseHTTPRequestHandler):
    """As much of the protocol as a share asks for."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = 65536
    objects: dict[str, bytes]
    lock: threading.Lock
    knows_conditions: bool

    def log_message(self, format: str, *args: object) -> None: ...

    def do_GET(self) -> None:
        bucket, key, query = self._asked()
        if self._is_kept_out(bucket):
            return
        if "list-type" in query:
            self._list(query.get("prefix", ""), query.get("delimiter", ""))
            return
        content = self.objects.get(key)
        if content is None:
            self._fail(404, "NoSuchKey")
            return
        span = self.headers.get("Range", "").removeprefix("bytes=")
        if not span:
            self._answer(200, content)
            return
        first, _dash, last = span.partition("-")
        if int(first) >= len(content):
            self._fail(416, "InvalidRange")
            return
        part = content[int(first) : int(last) + 1 if last else None]
        self._answer(
            206, part, {"Content-Range": f"bytes {first}-{int(first) + len(part) - 1}/{len(content)}"}
        )

    def do_HEAD(self) -> None:
        bucket, key, _query = self._asked()
        if self._is_kept_out(bucket):
            return
        content = self.objects.get(key)
        if key and content is None:
            self._fail(404, "404")
            return
        self._answer(200, content or b"")

    def do_PUT(self) -> None:
        bucket, key, _query = self._asked()
        content = self._body()
        if self._is_kept_out(bucket):
            return
        condition = self.headers.get("If-None-Match") == "*"
        if condition and not self.knows_conditions:
            self._fail(501, "NotImplemented")
            return
        with self.lock:
            if condition and key in self.objects:
                self._fail(412, "PreconditionFailed")
                return
            self.objects[key] = content
        self._answer(200, b"", {"ETag": f'"{hashlib.md5(content).hexdigest()}"'})

    def do_DELETE(self) -> None:
        bucket, key, _query = self._asked()
        if self._is_kept_out(bucket):
            return
        self.objects.pop(key, None)
        self._answer(204, b"")

    def _asked(self) -> tuple[str, str, dict[str, str]]:
        parts = urlsplit(self.path)
        bucket, _slash, key = unquote(parts.path).lstrip("/").partition("/")
        query = {name: said[0] for name, said in parse_qs(parts.query, keep_blank_values=True).items()}
        return bucket, key, query

    def _body(self) -> bytes:
        length = int(self.headers.get("Content-Length", 0))
        body = self.rfile.read(length)
        if "aws-chunked" not in self.headers.get("Content-Encoding", ""):
            return body
        whole = b""
        while body:
            size, _end, body = body.partition(b"\r\n")
            count = int(size.partition(b";")[0], 16)
            if not count:
                break
            whole, body = whole + body[:count], body[count + 2 :]
        return whole

    def _is_kept_out(self, bucket: str) -> bool:
        if f"Credential={USER}/" not in self.headers.get("Authorization", ""):
            self._fail(403, "InvalidAccessKeyId")
            return True
        if bucket != BUCKET:
            self._fail(404, "NoSuchBucket")
            return True
        return False

    def _list(self, prefix: str, delimiter: str) -> None:
        files, folders = [], set()
        for key, content in sorted(self.objects.items()):
            rest = key.removeprefix(prefix)
            if not key.startswith(prefix):
                continue
            if delimiter and delimiter in rest:
                folders.add(prefix + rest.partition(delimiter)[0] + delimiter)
            else:
                files.append(
                    f"<Contents><Key>{escape(key)}</Key><Size>{len(content)}</Size>"
                    "<LastModified>2026-11-21T12:00:00.000Z</LastModified><ETag>&quot;x&quot;</ETag></Contents>"
                )
        prefixes = [
            f"<CommonPrefixes><Prefix>{escape(each)}</Prefix></CommonPrefixes>" for each in sorted(folders)
        ]
        inside = "".join([*files, *prefixes])
        self._answer(
            200,
            f"<ListBucketResult><Name>{BUCKET}</Name><IsTruncated>false</IsTruncated>"
            f"<KeyCount>{len(files)}</KeyCount>{inside}</ListBucketResult>".encode(),
        )

    def _fail(self, status: int, code: str) -> None:
        self._answer(status, f"<Error><Code>{code}</Code><Message>{code}</Message></Error>".encode())

    def _answer(self, status: int, content: bytes, heads: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (heads or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Last-Modified", "Sat, 21 Nov 2026 12:00:00 GMT")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)
