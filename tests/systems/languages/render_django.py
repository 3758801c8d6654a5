"""Reads [[template, values], ...] and writes what Django makes of each template."""

import json
import sys

from django.template import Context, Engine

engine = Engine()
found = [engine.from_string(text).render(Context(values)) for text, values in json.load(sys.stdin)]
json.dump(found, sys.stdout)
