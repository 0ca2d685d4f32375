"""What pages show beside words: photo variants and woven covers."""
