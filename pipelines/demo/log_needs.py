"""Where do people need help? The areas in need of each cluster, as two yearly overviews of needs count them."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

from pipelines.demo import dirt
from pipelines.demo.logbook import Entry, Response, log, of_all_clusters
from pipelines.demo.places import DISTRICT_CODES, REMOTE_CODES
from pipelines.demo.story import FOOD_SECURITY, Cluster, stream

OVERVIEWS = (dt.date(2025, 1, 15), dt.date(2026, 1, 15))
FEWEST, MOST = 40, 900  # hundreds of people
CAPITAL = "Selendra City"  # has markets: nobody there needs the food cluster
WITHOUT_CODE = 0.05
NOT_SAID = 0.2


def files(response: Response) -> dict[str, bytes]:
    """One log for the three clusters."""
    draw = stream(response.seed, "areas in need")
    areas = of_all_clusters(lambda cluster: _areas(cluster, draw))
    areas.insert(9, {**areas[8], "people_in_need": "about half of them"})
    return {dirt.NEEDS: log("areas_in_need", areas_in_need=areas)}


def _areas(cluster: Cluster, draw: random.Random) -> Iterator[Entry]:
    """Every district twice; in the remote ones people need help too, and no list of activities knows of anybody there."""
    for day in OVERVIEWS:
        for (_region, district), code in (DISTRICT_CODES | REMOTE_CODES).items():
            spared = cluster is FOOD_SECURITY and district == CAPITAL
            yield {
                "area": district,
                "area_pcode": "" if draw.random() < WITHOUT_CODE else code,
                "people_in_need": draw.randrange(FEWEST, MOST) * 100,
                "as_of": day,
                "cluster_needed": "No" if spared else "" if draw.random() < NOT_SAID else "Yes",
            }
