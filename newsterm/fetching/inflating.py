"""Inflating gzip and deflate bodies with a bound, so that a small answer cannot fill the memory."""

import zlib
from collections.abc import Iterator

_PIECE = 256 * 1024
"""Bytes inflated in one go at most."""
GZIP_START = b"\x1f\x8b"
_GZIP = 31  # zlib's window bits for a gzip header
_ZLIB = 15
_RAW = -15


class CodingError(Exception):
    """The compression is unknown, damaged or incomplete; the message finishes "the answer …"."""


class TooLargeError(Exception):
    """More came out than is allowed."""


class Inflater:
    """Inflates one body, piece by piece, up to a bound.

    gzip may have several members (RFC 1952, section 2.2); what follows the last is ignored, as browsers do. "deflate"
    is taken with and without the zlib header, since servers send both (RFC 9110, section 8.4.1.2).
    """

    def __init__(self, coding: str, largest: int) -> None:
        """Prepare for one body.

        Args:
            coding: one content coding: "gzip", "x-gzip" or "deflate".
            largest: bytes that may come out.

        Raises:
            CodingError: newsterm did not ask for this coding.
        """
        if coding not in {"gzip", "x-gzip", "deflate"}:
            raise CodingError(f"is compressed in a way that newsterm did not ask for ({coding[:40]!a})")
        self._is_gzip = coding != "deflate"
        self._stream = zlib.decompressobj(_GZIP) if self._is_gzip else None
        self._start = b""
        self._left = largest

    def inflate(self, chunk: bytes) -> Iterator[bytes]:
        """Yield what comes out of the next chunk.

        Raises:
            CodingError: the chunk is damaged.
            TooLargeError: the bound is passed.
        """
        if self._stream is None:
            chunk = self._start + chunk
            if len(chunk) < 2:
                self._start = chunk
                return
            self._start = b""
            has_header = chunk[0] & 0x0F == 8 and int.from_bytes(chunk[:2], "big") % 31 == 0
            self._stream = zlib.decompressobj(_ZLIB if has_header else _RAW)
        while chunk:
            if self._stream.eof:
                if not (self._is_gzip and chunk.startswith(GZIP_START)):
                    return
                self._stream = zlib.decompressobj(_GZIP)
            try:
                piece = self._stream.decompress(chunk, _PIECE)
            except zlib.error as error:
                raise CodingError("is damaged: it cannot be decompressed") from error
            self._left -= len(piece)
            if self._left < 0:
                raise TooLargeError
            yield piece
            chunk = self._stream.unused_data if self._stream.eof else self._stream.unconsumed_tail

    def finish(self) -> bytes:
        """Return what is left.

        Raises:
            CodingError: the compressed body ended too early.
        """
        if self._stream is None:
            if self._start:
                raise CodingError("ends in the middle of its compressed body")
            return b""
        rest = b"" if self._stream.eof else _flushed(self._stream)
        if not self._stream.eof:
            raise CodingError("ends in the middle of its compressed body")
        return rest


def _flushed(stream: "zlib._Decompress") -> bytes:
    try:
        return stream.flush()
    except zlib.error as error:
        raise CodingError("is damaged: it cannot be decompressed") from error


class Body:
    """Collects one body of an answer, inflated and bounded."""

    def __init__(self, content_encoding: str, largest: int) -> None:
        """Prepare for one body.

        Args:
            content_encoding: the header's value, "" where there is none.
            largest: bytes of the body as it is read, after inflating.

        Raises:
            CodingError: newsterm did not ask for one of its codings.
        """
        codings = [coding for part in content_encoding.lower().split(",") if (coding := part.strip())]
        codings = [coding for coding in codings if coding != "identity"]
        if len(codings) > 2:
            raise CodingError("is compressed more than twice")
        self._inflaters = [Inflater(coding, largest) for coding in reversed(codings)]
        self._pieces: list[bytes] = []
        self._left = largest

    def add(self, chunk: bytes) -> None:
        """Take the next chunk from the wire.

        Raises:
            CodingError: it is damaged.
            TooLargeError: the bound is passed.
        """
        self._pass_on(chunk, 0)

    def finish(self) -> bytes:
        """Return the whole body.

        Raises:
            CodingError: the compressed body ended too early.
            TooLargeError: the bound is passed.
        """
        for stage, inflater in enumerate(self._inflaters):
            if rest := inflater.finish():
                self._pass_on(rest, stage + 1)
        return b"".join(self._pieces)

    def _pass_on(self, chunk: bytes, stage: int) -> None:
        if stage < len(self._inflaters):
            for piece in self._inflaters[stage].inflate(chunk):
                self._pass_on(piece, stage + 1)
            return
        self._left -= len(chunk)
        if self._left < 0:
            raise TooLargeError
        self._pieces.append(chunk)
