"""Détente: news and commentary in, an evidence-backed record of how states treat each other out."""
