"""What goes between a refresh and its storing process: arrivals in frames one way, JSON lines the other."""

import json
import struct
from dataclasses import asdict
from datetime import UTC, datetime
from typing import BinaryIO

from newsterm.model.feed import Validators
from newsterm.model.outcome import FeedRefreshed
from newsterm.operations.settling import Answered
from newsterm.operations.storing import Arrival, Written

_LENGTHS = struct.Struct(">II")
END = _LENGTHS.pack(0, 0)
"""The frame after the last arrival; input that ends without it means: stop at once."""


def write_arrival(arrival: Arrival, written: Written) -> bytes:
    """Write an arrival as a frame: two lengths, a header in JSON, and what the parser wrote."""
    header = {
        "feed": arrival.feed,
        "url": arrival.url,
        "title": arrival.title,
        "at": arrival.at.timestamp(),
        "chance": arrival.chance,
        "body_hash": written.body_hash,
        "answered": asdict(written.answered) | {"validators": written.answered.validators},
    }
    encoded = json.dumps(header).encode()
    return b"".join((_LENGTHS.pack(len(encoded), len(written.packed)), encoded, written.packed))


def read_arrival(stream: BinaryIO) -> Arrival | None:
    """Read the next arrival, None for the END.

    Raises:
        EOFError: the stream ended without it.
    """
    header_length, length = _LENGTHS.unpack(_exactly(stream, _LENGTHS.size))
    if not header_length:
        return None
    header = json.loads(_exactly(stream, header_length))
    answered = Answered(**header["answered"] | {"validators": Validators(*header["answered"]["validators"])})
    return Arrival(
        header["feed"],
        header["url"],
        header["title"],
        Written(_exactly(stream, length), header["body_hash"], answered),
        datetime.fromtimestamp(header["at"], UTC),
        header["chance"],
    )


def write_stored(refreshed: FeedRefreshed) -> bytes:
    """Say that a feed is stored."""
    return json.dumps({"stored": asdict(refreshed)}).encode() + b"\n"


def write_trouble(sentence: str, *, fault: str = "") -> bytes:
    """Say why storing ends: a sentence for the user, and a traceback for the log where it is a fault of newsterm."""
    return json.dumps({"trouble": sentence, "fault": fault}).encode() + b"\n"


def _exactly(stream: BinaryIO, length: int) -> bytes:
    read = stream.read(length)
    if len(read) < length:
        raise EOFError
    return read
