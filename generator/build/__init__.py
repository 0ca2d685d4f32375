"""The build: check, then publish."""

from generator.build.check import Checked, check_site
from generator.build.steps import Engine, Options, Rendered, Report, Step, build, publish

__all__ = ["Checked", "Engine", "Options", "Rendered", "Report", "Step", "build", "check_site", "publish"]
