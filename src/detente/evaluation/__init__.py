"""A hand-coded sample against what was coded: reading it, pairing, scores with intervals, and the faults to look at."""
