"""The preview desk: what editors look at, in a browser, while an issue is written."""
