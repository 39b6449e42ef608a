from collections.abc import AsyncIterator

import pytest

from newsterm.fetching.client import Client
from newsterm.fetching.limits import Limits
from tests.fakes.http_server import HttpServer


@pytest.fixture
async def server() -> AsyncIterator[HttpServer]:
    async with HttpServer() as running:
        yield running


@pytest.fixture
async def client() -> AsyncIterator[Client]:
    async with Client(limits=Limits(connect=5.0, read=5.0, total=10.0)) as opened:
        yield opened


@pytest.fixture
async def hasty() -> AsyncIterator[Client]:
    async with Client(limits=Limits(connect=5.0, read=0.05, total=0.15, largest_body=1_000_000)) as opened:
        yield opened
