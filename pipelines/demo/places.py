"""Which regions and districts does Nandoria have? The three areas of the meetings and the capital's, with P-codes."""

from __future__ import annotations

DISTRICTS = {
    "Ambarra": ("Ambarra Town", "Marrovi", "Tanoué", "Sool Valley"),
    "Keldou": ("Keldou Town", "Vashtal", "Brenna Hills"),
    "Port Sarel": ("Port Sarel Harbour", "Lower Ondra", "Mirelle Coast"),
    "Selendra": ("Selendra City", "Upper Ondra"),
}
REGION_CODES = {region: f"XND{number:02}" for number, region in enumerate(DISTRICTS, start=1)}
DISTRICT_CODES = {
    (region, district): f"{REGION_CODES[region]}{number:02}"
    for region, districts in DISTRICTS.items()
    for number, district in enumerate(districts, start=1)
}
# Districts that nobody works in: they are on the map and in the overviews of needs alone.
REMOTE_CODES = {("Keldou", "Far Keldou"): "XND0204", ("Selendra", "Ondra Marshes"): "XND0403"}
