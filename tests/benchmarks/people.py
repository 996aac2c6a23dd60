"""What the server alone takes for a page, and with many people clicking at once: speaks to it as a browser does."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

LONGEST = 120
NO_LIMIT = None


@dataclass
class Person:
    """Somebody with the dashboard open."""

    line: ClientConnection
    bytes_read: int = 0

    async def click(self, page: str, query: str = "") -> float:
        """Ask for a page; return the seconds until the server has written it."""
        asked = BackMsg()
        asked.rerun_script.page_name = page
        asked.rerun_script.query_string = query
        start = time.perf_counter()
        await self.line.send(asked.SerializeToString())
        async with asyncio.timeout(LONGEST):
            while True:
                answer = await self.line.recv()
                self.bytes_read += len(answer)
                said = ForwardMsg.FromString(answer if isinstance(answer, bytes) else answer.encode())
                if said.WhichOneof("type") == "script_finished":
                    return time.perf_counter() - start


async def arrive(address: str) -> Person:
    """Open the dashboard."""
    line = await connect(
        f"{address.replace('http', 'ws')}/_stcore/stream", subprotocols=[Subprotocol("streamlit")], max_size=NO_LIMIT, ping_interval=None
    )  # fmt: skip
    return Person(line)


async def alone(address: str, page: str, times: int) -> list[float]:
    """Seconds of each of several clicks on a page by one person, after a first that does not count."""
    person = await arrive(address)
    await person.click(page)
    found = [await person.click(page) for _ in range(times)]
    await person.line.close()
    return found


async def together(address: str, clicks: list[tuple[str, str]], people: int) -> list[float]:
    """Seconds of each click of people who all go through the same pages at once, each from another page on."""
    crowd = [await arrive(address) for _ in range(people)]

    async def walk(person: Person, start: int) -> list[float]:
        order = clicks[start % len(clicks) :] + clicks[: start % len(clicks)]
        return [await person.click(page, query) for page, query in order]

    found = await asyncio.gather(*(walk(person, place) for place, person in enumerate(crowd)))
    for person in crowd:
        await person.line.close()
    return [seconds for one in found for seconds in one]
