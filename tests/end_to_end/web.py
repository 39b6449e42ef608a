"""A small web server on loopback for the programs under test."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import cast


@dataclass(frozen=True, slots=True)
class Page:
    """What the server answers at one path."""

    body: bytes
    content_type: str = "application/xml"
    promised: int | None = None
    """Bytes that the answer's head promises, where they are not those that come."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, pages: Mapping[str, Page]) -> None:
        super().__init__(("127.0.0.1", 0), _Answering)
        self.pages = pages


class _Answering(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        page = cast("_Server", self.server).pages.get(self.path)
        if page is None:
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Type", page.content_type)
        self.send_header("Content-Length", str(len(page.body) if page.promised is None else page.promised))
        self.end_headers()
        self.wfile.write(page.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the standard library's name
        """Say nothing."""


@contextmanager
def served(pages: Mapping[str, Page]) -> Iterator[str]:
    """Serve pages by path; gives the address to put before a path. Changes of the mapping are seen at once."""
    with _Server(pages) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, name="web")
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()
