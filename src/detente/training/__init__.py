"""The training corpus and the encoder that learns from it. Needs the ``train`` extra only to train."""
