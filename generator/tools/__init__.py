"""Commands beside the build; nothing but `app` imports them."""
