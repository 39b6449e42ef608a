"""The bare httpx client that an unchanged refresh is compared with: asks, sends validators, keeps nothing.

`python -m tests.benchmarks.bare_client FILE` asks for every "ADDRESS TAG" line of FILE, 32 at once, and
prints how many answers were 304.
"""

import asyncio
import sys
from pathlib import Path

import httpx

_AT_ONCE = 32


async def ask_all(wanted: list[tuple[str, str]]) -> int:
    """Ask for all addresses with their entity tags; returns the number of answers that were 304."""
    room = asyncio.Semaphore(_AT_ONCE)
    async with httpx.AsyncClient(limits=httpx.Limits(max_connections=_AT_ONCE)) as client:

        async def ask(address: str, tag: str) -> bool:
            async with room:
                answer = await client.get(address, headers={"If-None-Match": tag})
                return answer.status_code == httpx.codes.NOT_MODIFIED

        return sum(await asyncio.gather(*(ask(address, tag) for address, tag in wanted)))


if __name__ == "__main__":
    lines = [line.split(" ", 1) for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()]
    sys.stdout.write(f"{asyncio.run(ask_all([(address, tag) for address, tag in lines]))}\n")
