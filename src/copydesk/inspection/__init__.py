"""What there is to know of a finished message: what clients make of it, what it weighs, and whom it tells."""
