"""Invented people and places for the gallery: a picture of who and what is linked, and a map."""

from __future__ import annotations

from cse_portal.network.drawing import DrawnEdge, DrawnNode, Shape

HERE = "#main"
NODES = (
    DrawnNode("maya", Shape.CIRCLE, "Maya Oyelaran", "15, score 2", HERE, inside="2", is_start=True),
    DrawnNode("toby", Shape.CIRCLE, "Toby Marsden", "14, score 2", HERE, inside="2"),
    DrawnNode("kai", Shape.CIRCLE, "Kai Brennan", "14, not scored", HERE),
    DrawnNode("dez", Shape.DIAMOND, "“Dez”", "25 to 30, untested", HERE),
    DrawnNode("keeper", Shape.DIAMOND, "Keeper of the car", "known to police", HERE),
    DrawnNode("astra", Shape.ROUNDED, "Silver Astra", "since 4 November", HERE, is_new=True),
    DrawnNode("phone", Shape.HEXAGON, "Phone ending 418", "since September", HERE),
    DrawnNode("taxi", Shape.HOUSE, "Taxi office", "Station Parade", HERE),
    DrawnNode("lodge", Shape.SQUARE, "Kestrel Lodge", "new in November", HERE, is_new=True),
    DrawnNode("takeaway", Shape.SQUARE, "Takeaway", "Mill Lane", HERE),
    DrawnNode("boys", Shape.TRIANGLE, "The Parade group", "", HERE),
    DrawnNode("other", Shape.RING, "Another case", "ask DS Tom Akers", spoken="Another case: ask DS Tom Akers"),
)
EDGES = (
    DrawnEdge("maya", "astra", "collected by", is_new=True, times=2),
    DrawnEdge("toby", "astra", "collected by", is_new=True),
    DrawnEdge("keeper", "astra", "keeper of"),
    DrawnEdge("maya", "phone", "received messages"),
    DrawnEdge("dez", "phone", "uses", is_direct=False),
    DrawnEdge("dez", "maya", "groomed by", is_direct=False),
    DrawnEdge("dez", "boys", "seen with", is_mutual=True),
    DrawnEdge("maya", "taxi", "seen at", times=4),
    DrawnEdge("kai", "takeaway", "seen at"),
    DrawnEdge("takeaway", "taxi", "same landlord", is_direct=False, is_mutual=True),
    DrawnEdge("toby", "lodge", "found at", is_new=True),
    DrawnEdge("kai", "lodge", "seen near", is_direct=False, is_new=True),
    DrawnEdge("phone", "other", "same number", is_new=True, is_mutual=True),
)
# Name, kind, what is known, a point or none, and whether it is new.
PLACES: tuple[tuple[str, str, str, tuple[float, float] | tuple[None, None], bool], ...] = (
    ("Kestrel Lodge", "Hotel", "Toby was found there on 7 November", (51.5143, -0.0931), True),
    ("Taxi office, Station Parade", "Business", "Maya was seen there 4 times", (51.5098, -0.1012), False),
    ("Takeaway, Mill Lane", "Takeaway", "Kai was seen there", (51.5071, -0.0874), False),
    ("A flat near the canal", "Address", "Told by Maya, not yet found", (None, None), False),
)
