"""Reads a request and writes what Amazon's own model of its API has to say against it."""

import json
import sys

from botocore.loaders import Loader
from botocore.model import ServiceModel
from botocore.validate import ParamValidator

call = ServiceModel(Loader().load_service_model("sesv2", "service-2"), "sesv2").operation_model("SendEmail")
report = ParamValidator().validate(json.load(sys.stdin), call.input_shape).generate_report()
json.dump([f"{call.http['method']} {call.http['requestUri']}", report], sys.stdout)
