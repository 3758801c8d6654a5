"""What may happen to a build while it runs, and what stands in dist/ then. `make stress` does all of it for longer."""
