"""One file of routes for each plural noun of the interface."""
