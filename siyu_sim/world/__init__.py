"""The market: who people are (`traits`), whom they know (`network`), which exposures a channel sells (`exposure`). Nothing is
stored for people who never add: all of it is recomputed from the dice when it is asked for."""
