"""Strings that have harmed pages and template engines elsewhere, in every field of an issue."""
