"""The build: `check` finds the valid records, `steps` publishes them. Import the modules: a check needs no pages."""
