"""Reads a request and writes the fields of it that Brevo's own library does not know."""

import json
import sys

from brevo_python import CreateEmailCampaign, CreateEmailCampaignSender

given = json.load(sys.stdin)
unknown = given.keys() - set(CreateEmailCampaign.attribute_map.values())
unknown |= given["sender"].keys() - set(CreateEmailCampaignSender.attribute_map.values())
json.dump(sorted(unknown), sys.stdout)
