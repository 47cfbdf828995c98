"""Prints what SAM's translator makes of templates: a JSON object with a member for each file."""

import json
import sys

from samtranslator.translator.transform import transform
from samtranslator.yaml_helper import yaml_parse


class NoPolicies:
    """Stands for the list of managed policies, which is fetched only if a template names one."""

    def load(self):
        raise RuntimeError("the template names a managed policy")


def translate(path):
    with open(path, encoding="utf-8") as file:
        template = yaml_parse(file)
    for resource in template["Resources"].values():
        # sam deploy uploads archives, and then puts the place here.
        code = resource["Properties"].get("CodeUri")
        if code is not None:
            resource["Properties"]["CodeUri"] = "s3://bucket/" + code
    return transform(template, {}, NoPolicies())


json.dump({path: translate(path) for path in sys.argv[1:]}, sys.stdout)
