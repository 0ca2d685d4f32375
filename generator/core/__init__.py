"""What everything stands on: Vietnamese, problems, texts, packaged files, workers, the memo; knows nothing of records."""
