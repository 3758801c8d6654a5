"""The requests are what the platforms' own libraries let through."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.mailing import pair

from .test_languages import PYTHON, asked

pytestmark = pytest.mark.systems

CALLS = Path(__file__).parent / "calls"


def test_amazon_takes_the_request_for_ses() -> None:
    found = pair("ses")
    command = [str(PYTHON), str(CALLS / "ses.py")]
    assert asked(command, json.loads(found.given.request)) == [found.platform.call.write, ""]
    request = json.loads(found.given.request.replace('"Data"', '"Date"', 1))
    assert "Unknown parameter" in asked(command, request)[1]


def test_brevo_knows_each_field_of_its_request() -> None:
    request = json.loads(pair("brevo").given.request)
    command = [str(PYTHON), str(CALLS / "brevo.py")]
    assert asked(command, request) == []
    assert asked(command, {**request, "textContent": ""}) == ["textContent"]
