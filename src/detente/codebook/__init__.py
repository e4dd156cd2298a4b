"""What the coder knows, as data files: PLOVER types and scores, frames, cue words, countries, offices."""
