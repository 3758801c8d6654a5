"""A Django site with django-newsletter, which sends what a mailing desk has put in."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from .inbox import HOST
from .package import SENT, Package

SITE = "news.example.org"
_SETTINGS = f"""\
SECRET_KEY = "only for tests"
USE_TZ = True
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sites",
    "sorl.thumbnail",
    "newsletter",
]
SITE_ID = 1
ROOT_URLCONF = "site_urls"
DATABASES = {{"default": {{"ENGINE": "django.db.backends.sqlite3", "NAME": "site.db"}}}}
TEMPLATES = [{{"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": ["templates"], "APP_DIRS": True}}]
STATIC_URL = "/static/"
NEWSLETTER_THUMBNAIL = "sorl-thumbnail"
NEWSLETTER_USE_HTTPS = True
EMAIL_HOST = "{HOST}"
"""
_URLS = """\
from django.urls import include, path

urlpatterns = [path("newsletter/", include("newsletter.urls"))]
"""
_TEMPLATES = {
    "message_subject.txt": "{{ message.title|safe }}",
    "message.html": "{{ message.articles.first.text|safe }}",
    "message.txt": "{{ message.articles.last.text|safe }}",
}
"""Its own templates draw a page around the articles; these take the first as the HTML, and the last as the text."""


class Site:
    """A Django site in a folder, which sends through a port of this machine."""

    def __init__(self, python: Path, folder: Path, smtp: int) -> None:
        self._python, self._folder = python, folder
        (folder / "site_settings.py").write_text(f"{_SETTINGS}EMAIL_PORT = {smtp}\n")
        (folder / "site_urls.py").write_text(_URLS)
        templates = folder / "templates" / "newsletter" / "message"
        templates.mkdir(parents=True)
        for name, template in _TEMPLATES.items():
            (templates / name).write_text(template)
        self.manage("migrate")

    def manage(self, *words: str) -> None:
        """Run one of the site's commands; fails with its words."""
        command = [self._python, "-m", "django", *words, "--settings=site_settings", "--pythonpath=."]
        done = subprocess.run(
            command, cwd=self._folder, capture_output=True, text=True, timeout=120, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr

    def submit(self, package: Package, reader: str) -> None:
        """Put a package in, ready for one reader, and have the site send what is ready."""
        (self._folder / "desk.json").write_text(json.dumps(_put_in(package, reader)))
        self.manage("loaddata", "desk.json")
        self.manage("submit_newsletter")


def _put_in(package: Package, reader: str) -> list[dict[str, Any]]:
    """What the desk's forms leave in the database."""
    envelope = package.message.envelope
    letter = {
        "title": "Briefing",
        "slug": "briefing",
        "email": envelope.sender_address,
        "sender": envelope.sender_name,
    }
    made = {"date_create": SENT.isoformat(), "date_modify": SENT.isoformat()}
    submission = {"site": 1, "subscriptions": [1], "prepared": True, "publish_date": SENT.isoformat()}
    return [
        _row("sites.site", 1, domain=SITE, name="News"),
        _row("newsletter.newsletter", 1, **letter, site=[1]),
        _row("newsletter.subscription", 1, newsletter=1, email_field=reader, subscribed=True),
        _row("newsletter.message", 1, newsletter=1, title=package.subject, slug="issue", **made),
        _row("newsletter.article", 1, post=1, sortorder=1, title="HTML", text=package.html),
        _row("newsletter.article", 2, post=1, sortorder=2, title="Text", text=package.text),
        _row("newsletter.submission", 1, newsletter=1, message=1, **submission),
    ]


def _row(model: str, key: int, **fields: Any) -> dict[str, Any]:
    return {"model": model, "pk": key, "fields": fields}
