"""Measurements of détente on gold data; never imported by the package."""
