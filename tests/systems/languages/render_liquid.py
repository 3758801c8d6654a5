"""Reads [[template, values], ...] and writes what Liquid makes of each template."""

import json
import sys

from liquid import Environment

environment = Environment()
found = [environment.from_string(text).render(**values) for text, values in json.load(sys.stdin)]
json.dump(found, sys.stdout)
