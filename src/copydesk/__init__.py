"""The copy desk of a newsletter: from a correspondent's YAML to a message that can be sent."""
