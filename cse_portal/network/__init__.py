"""People of concern, places, vehicles and the links between them."""
