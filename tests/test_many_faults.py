"""An issue with more than thirty faults of thirty kinds gets as many diagnostics, each at its place."""

from __future__ import annotations

from copydesk.examine import examine_text
from copydesk.workspace import Workspace

FAULTY = """\
briefing: china-in-eurasia
date: 2024-05-23
title: A Harbor and Its Lenders
standfrist: Five years on, who pays for the cranes?
photo:
  image: http://example.org/harbor.jpg
  alt: IMG_2041.jpg
  caption: The terminal — at low tide.
lead:
  text: >
    The terminal stands empty.
  passages:
    - label: Finding Perspectiv
      text: |
        The loan was “secret” for a  year, as the the bank [said] (https://example.org/1).
    - label: Why It Matters
      text: |
        On Monday, May 22, some 5% of Tokayev's guests left ... on April 31 , see https://example.org/2.
stories:
  items:
    - headline: A Railway Changes Its Gauge
      text: In order to see 3 harbors, read [here](https://example.org/3?utm_source=x).
      passages:
        - label: "What It Means:"
          text: It ran from May 17-16 (and later.
    - headline: The Minister Learns Mandarin
      text: TODO
      passages:
        - label: The Details
          text: He learned it from [him](javascript:alert(1)).
    - headline: A Dictionary Of Patience
      passages:
        - label: What You Need To Know
          text: The fourteen words are <b>bold</b>, AT&amp;T said…
across:
  items:
    - label: Tea
      text: A grower sells to [Google](https://www.google.com/url?q=https%3A%2F%2Fexample.org%2F4).
    - label: A Bridge
      text: See [the plan](http://example.org/5).
    - label: The Ferry
      text: See [the plan](https://example.org/6).
watch:
  text:
legal_notice: None of it.
"""

FOUND = """\
2:7 D104
2:7 E102
3:17 H105
4:1 S102
6:10 A104
6:10 A103
7:8 A102
8:24 P102
10:9 T203
11:5 L113
13:14 T101
15:22 P101
15:36 P105
15:50 P114
15:60 L103
18:12 D102
18:34 H101
18:39 H101
18:68 D101
18:76 P106
18:83 L112
22:13 H102
22:29 D105
22:45 L110
22:52 L105
24:32 S107
25:33 D103
25:39 P115
27:13 T201
30:36 L101
31:7 S101
34:21 D106
34:40 T202
34:47 T202
34:55 P116
34:66 P104
36:3 S115
38:40 L106
40:28 L107
42:17 L109
44:3 S104
45:1 S117
"""


def test_each_of_many_faults_is_reported_at_its_place_in_one_run(workspace: Workspace) -> None:
    fitted = examine_text(FAULTY.encode(), workspace.issues / "2024-05-22.yaml", workspace)
    found = [f"{each.span.line}:{each.span.column} {each.code}" for each in fitted.diagnostics]
    assert found == FOUND.split("\n")[:-1]
    assert len({each.split()[1] for each in found}) > 30
