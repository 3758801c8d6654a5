"""The preview desk, as an editor has it in a browser."""
