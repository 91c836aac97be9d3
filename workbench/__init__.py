"""The application: people, database, HTTP, command line."""

__version__ = "0.1.0"
