"""Checks: what a careful reader would mark in a finished translation, found by machine.

Texts in, `Finding`s out; no web, no database. One module per family of checks, one registry.
"""
