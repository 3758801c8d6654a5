"""Whatever stands in a file ends in diagnostics: the same properties few times in `make test`, 100,000 in `make fuzz`."""
