"""The HTTP side of the workbench: routes under /api/v1, the page at /."""
